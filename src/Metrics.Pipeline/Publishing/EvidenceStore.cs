using System.Globalization;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Metrics.Documents.Columns;
using Metrics.Documents.Evidence;
using Metrics.Evidence;
using Metrics.Pipeline.Account;

namespace Metrics.Pipeline.Publishing;

/// <summary>A blob of the container <c>evidence</c> with rows of one table. STORED.</summary>
public sealed record EvidencePart(string Table, string Name, long Rows, string Sha256);

/// <summary>Where the evidence of a publication lies: its parts, by table, then name. STORED.</summary>
public sealed record EvidenceIndex(IReadOnlyList<EvidencePart> Parts);

/// <summary>
/// The container <c>evidence</c> (依据, contract 9): the parts of each run, below <c>parts/{run}/{table}/</c>, and which of them belong to a
/// publication. Every blob is written once; the account's lifecycle rule deletes all after <c>evidenceDays</c>.
/// </summary>
public sealed class EvidenceStore(DataAccount account)
{
    /// <summary>The part of a run that is known when all shards are folded: projects, their cases, and an empty table where there is nothing.</summary>
    internal const string Merged = "merged";

    internal const string CasesName = "cases";
    const string RowsKey = "rows";
    const string Remedy = "It is written once: the next publication has its own.";

    /// <summary>The name of the part that begins with a shard.</summary>
    internal static string PartOf(int firstShard) => firstShard.ToString("000", CultureInfo.InvariantCulture);

    /// <summary>
    /// Writes the rows of a part, a blob a table, and once more the cases due soon, for the lists of the run. A blob that is there already is
    /// success: its rows are these.
    /// </summary>
    /// <returns>Ends when all is stored; the tables are read before it is returned.</returns>
    internal Task WriteAsync(string run, string part, EvidenceTables tables, CancellationToken stop)
    {
        var (room, files) = (new ColumnRoom(), new List<EncodedTable>());
        foreach (var table in tables.All.Where(t => t.Count > 0 || part == Merged))
        {
            var name = $"{Folder(run)}{table.Name}/{part}.parquet";
            files.Add(EncodedTable.Of(account.Evidence, name, table, room));
            if (table.Name == CasesName)
                files.Add(EncodedTable.Of(account.Partials, DueNameOf(name), tables.CasesDueSoon(), room));
        }
        return StoreAsync(files, stop);
    }

    static async Task StoreAsync(List<EncodedTable> files, CancellationToken stop)
    {
        foreach (var file in files)
            await file.Container.TryWriteOnceAsync(file.Name, file.Bytes, "application/vnd.apache.parquet", file.Metadata, stop);
    }

    sealed record EncodedTable(BlobContainerClient Container, string Name, ReadOnlyMemory<byte> Bytes, Dictionary<string, string> Metadata)
    {
        internal static EncodedTable Of(BlobContainerClient container, string name, EvidenceTable table, ColumnRoom room)
        {
            var bytes = new MemoryStream();
            EvidenceFile.Write(table, bytes, room);
            var rows = table.Count.ToString(CultureInfo.InvariantCulture);
            return new(container, name, bytes.GetBuffer().AsMemory(0, (int)bytes.Length), new() { [RowsKey] = rows });
        }
    }

    /// <summary>Says which parts are those of a publication, once: of two runs with the same publication the first one's stay.</summary>
    internal async Task PublishAsync(string publication, string run, CancellationToken stop)
    {
        var parts = new List<EvidencePart>();
        await foreach (var blob in account.Evidence.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, Folder(run), stop))
        {
            parts.Add(new(blob.Name[Folder(run).Length..].Split('/')[0], blob.Name,
                long.Parse(blob.Metadata[RowsKey], CultureInfo.InvariantCulture), blob.Metadata[WriteOnce.HashKey]));
        }
        var index = new EvidenceIndex([.. parts.OrderBy(p => p.Name, StringComparer.Ordinal)]);
        await account.Evidence.TryWriteOnceAsync(IndexOf(publication), StoredJson.Bytes(index), "application/json", null, stop);
    }

    /// <summary>The evidence of a publication; null: there is none, or no longer.</summary>
    public async Task<EvidenceIndex?> FindAsync(string publication, CancellationToken stop) =>
        await account.Evidence.ReadOrNullAsync(IndexOf(publication), Remedy, stop) is { } json
            ? StoredJson.Read<EvidenceIndex>(json) : null;

    /// <summary>A table of a publication, to be asked; null: there is none, or no longer. Parts are read as they are needed.</summary>
    internal async Task<EvidenceQuery?> OpenAsync(string publication, string table, CancellationToken stop)
    {
        if (await FindAsync(publication, stop) is not { } index)
            return null;
        var parts = index.Parts.Where(p => p.Table == table).Select(p => p.Name).ToList();
        // The lifecycle rule deletes the parts, which are older, before the index.
        return await AreThereAsync(parts, stop) ? new([.. parts.Select(p => SourceOf(p, stop => account.Evidence.ReadOrNullAsync(p, Remedy, stop)))]) : null;
    }

    /// <summary>The cases of a publication, to be asked for those due soon: by what the run has written of these alone.</summary>
    /// <exception cref="DamagedBlobException">Nothing says which they are.</exception>
    internal async Task<EvidenceQuery> OpenDueSoonAsync(string publication, CancellationToken stop)
    {
        var index = await FindAsync(publication, stop) ?? throw new DamagedBlobException($"{account.Evidence.Name}/{IndexOf(publication)}", "is gone", Remedy);
        return new([.. index.Parts.Where(p => p.Table == CasesName).Select(p => SourceOf(p.Name,
            // A run that an older program began has none, and those of an older run are gone: all cases of the part have the same answer.
            async stop => await account.Partials.ReadOrNullAsync(DueNameOf(p.Name), Remedy, stop)
                ?? await account.Evidence.ReadOrNullAsync(p.Name, Remedy, stop)))]);
    }

    /// <param name="parts">Of one table and run.</param>
    async Task<bool> AreThereAsync(List<string> parts, CancellationToken stop)
    {
        var missing = parts.ToHashSet();
        await foreach (var blob in account.Evidence.GetBlobsAsync(BlobTraits.None, BlobStates.None, parts[0][..(parts[0].LastIndexOf('/') + 1)], stop))
            missing.Remove(blob.Name);
        return missing.Count == 0;
    }

    EvidenceSource SourceOf(string part, Func<CancellationToken, Task<BinaryData?>> readOrNull)
    {
        var blob = $"{account.Evidence.Name}/{part}";
        return new(
            async stop => (await readOrNull(stop))?.ToStream() ?? throw new DamagedBlobException(blob, "is gone", Remedy),
            e => new DamagedBlobException(blob, $"is damaged ({e.Message.TrimEnd('.')})", Remedy, e));
    }

    static string Folder(string run) => $"parts/{run}/";

    /// <summary>The blob beside a part of <c>cases</c> with those due soon: <c>{run}/due/{part}.parquet</c> in the container <c>partials</c>.</summary>
    static string DueNameOf(string part) => part["parts/".Length..].Replace($"/{CasesName}/", "/due/", StringComparison.Ordinal);

    static string IndexOf(string publication) => $"{publication}.json";
}
