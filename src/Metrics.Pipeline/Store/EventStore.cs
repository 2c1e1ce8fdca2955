using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs.Models;
using Metrics.Documents;
using Metrics.Documents.Columns;
using Metrics.Events;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Ledger;

namespace Metrics.Pipeline.Store;

/// <summary>
/// The container <c>events</c>: every well-formed line that was taken in, as Parquet. A part holds the lines of one log or of
/// some small ones, by shard, then file, then line. The ledger says which part holds a log's newest bytes; lines of older
/// ones stay where they are and are left out.
/// </summary>
public sealed class EventStore(DataAccount account)
{
    /// <summary>Shards of the store; a case lies in the shard of its id's hash.</summary>
    public const int Shards = 64;

    /// <summary>The name of a part says what lies in it, so that the same logs, by whomever, are the same part.</summary>
    /// <param name="logs">By file number, with the SHA-256 of their bytes, and the definitions and the mapping that they were read by.</param>
    internal static string PartOf(IEnumerable<(LogName Log, string Sha256, int Definitions, string Mapping)> logs)
    {
        var lines = logs.Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.Log.Key} {l.Sha256} {l.Definitions} {l.Mapping}"));
        // Parts never change: with another index the same logs are another part.
        return $"{WriteOnce.HashOf(Encoding.UTF8.GetBytes(string.Join('\n', lines.Prepend(PackedIndex.Word))))}.parquet";
    }

    /// <summary>Writes a part, once; one that is damaged is written anew.</summary>
    /// <param name="part">From <see cref="PartOf"/>.</param>
    /// <param name="shard">Gives the events of a shard, in reading order; called more than once.</param>
    /// <param name="files">The logs by file number of the events.</param>
    /// <param name="withColumns">False: they come later.</param>
    internal async Task WriteAsync(
        string part, Func<int, IReadOnlyList<EventSegment>> shard, IReadOnlyList<LogName> files, bool withColumns, CancellationToken stop)
    {
        var isThere = await TryTouchAsync(part, stop);
        if (isThere && await StoredPart.IsWholeAsync(account.Events.GetBlobClient(part), stop))
            return;
        await using var file = TemporaryFile.Open();
        await WriteAsync(file, shard, files, withColumns, stop);
        do
            file.Position = 0;
        while (!await TryUploadAsync(part, file, isOver: isThere, stop) && !await TryTouchAsync(part, stop));
    }

    /// <summary>Writes a part that has no columns once more, with them: its packed events stay where they lie, and readers of them go on.</summary>
    /// <param name="shard">Gives its events.</param>
    internal async Task WriteColumnsAsync(string part, Func<int, IReadOnlyList<EventSegment>> shard, IReadOnlyList<LogName> files, CancellationToken stop)
    {
        await using var file = TemporaryFile.Open();
        await WriteAsync(file, shard, files, withColumns: true, stop);
        file.Position = 0;
        await TryUploadAsync(part, file, isOver: true, stop);
    }

    /// <summary>
    /// Makes the part's time now. Whoever points the ledger at a part, or away from it, touches it first: so a part that the
    /// ledger does not name left it no earlier than its time says.
    /// </summary>
    /// <returns>False: there is no such part.</returns>
    internal async Task<bool> TryTouchAsync(string part, CancellationToken stop)
    {
        try
        {
            await account.Events.GetBlobClient(part).SetMetadataAsync(new Dictionary<string, string>(), cancellationToken: stop);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return false;
        }
    }

    /// <summary>All parts, with the time at which each was last touched.</summary>
    internal async IAsyncEnumerable<(string Part, ETag ETag, DateTimeOffset Touched)> ListAsync([EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var blob in account.Events.GetBlobsAsync(cancellationToken: stop))
            yield return (blob.Name, blob.Properties.ETag!.Value, blob.Properties.LastModified!.Value);
    }

    /// <summary>Deletes a part unless it was touched since its ETag was read.</summary>
    internal async Task TryDeleteAsync(string part, ETag etag, CancellationToken stop)
    {
        try
        {
            // A listing gives ETags without their quotes.
            await account.Events.GetBlobClient(part).DeleteAsync(conditions: new() { IfMatch = new(etag.ToString("H")) }, cancellationToken: stop);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            // Another host deleted it, or somebody has use for it again.
        }
    }

    /// <summary>Container and name of a part, as errors tell them.</summary>
    internal string BlobOf(string part) => $"{account.Events.Name}/{part}";

    internal async Task<StoredPart> OpenAsync(string part, CancellationToken stop) =>
        await StoredPart.OpenAsync(account.Events.GetBlobClient(part), stop);

    /// <param name="isOver">Whether a part is there that these bytes replace.</param>
    async Task<bool> TryUploadAsync(string part, Stream file, bool isOver, CancellationToken stop)
    {
        var options = new BlobUploadOptions
        {
            Conditions = isOver ? null : new() { IfNoneMatch = ETag.All },
            HttpHeaders = new() { ContentType = "application/vnd.apache.parquet" },
            TransferOptions = Transfers.Options,
        };
        try
        {
            await account.Events.GetBlobClient(part).UploadAsync(file, options, stop);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return false; // another instance took the same logs in: its bytes are these
        }
    }

    internal static async Task WriteAsync(
        Stream to, Func<int, IReadOnlyList<EventSegment>> shard, IReadOnlyList<LogName> files, bool withColumns, CancellationToken stop)
    {
        var columns = new ColumnFile(to, PartSchema.Columns, isCompressed: true);
        columns.Begin();
        // Parquet's readers go by the footer, which tells nothing of the index and the blocks.
        var start = to.Position;
        to.Position = start + PackedIndex.Size;
        var projects = new ProjectShards();
        var packed = PackedBlock.WriteAll(to, shard, projects);
        var packedProjects = projects.Write(to);
        var columnsStart = to.Position;
        List<int[]> groups = withColumns ? await RowGroups.WriteAsync(columns, shard, files, stop) : [];
        columns.End(
            (PartSchema.FormatKey, PartSchema.Format),
            (PartSchema.FilesKey, JsonSerializer.Serialize(files.Select(f => new[] { f.Source, f.Name }))),
            (PartSchema.GroupsKey, JsonSerializer.Serialize(groups)));
        to.Position = columnsStart;
        var checksum = await PackedIndex.HashOfRestAsync(to, stop);
        to.Position = start;
        to.Write(new PackedIndex(EventRecord.Layout, packed, packedProjects, checksum, withColumns).ToBytes());
        to.Position = to.Length;
    }
}
