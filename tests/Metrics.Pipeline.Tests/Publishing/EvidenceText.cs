using System.Globalization;
using Azure.Storage.Blobs;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Publishing;
using Parquet;
using Parquet.Schema;

namespace Metrics.Pipeline.Tests.Publishing;

/// <summary>The container of the evidence as anybody reads it.</summary>
static class EvidenceText
{
    /// <summary>All rows of a table of a publication, in order of the parts; a missing value is empty.</summary>
    internal static async Task<List<string>> RowsAsync(DataAccount account, EvidenceIndex index, string table, CancellationToken stop)
    {
        var rows = new List<string>();
        foreach (var part in index.Parts.Where(p => p.Table == table))
            rows.AddRange(await RowsAsync(account.Evidence.GetBlobClient(part.Name), stop));
        return rows;
    }

    internal static async Task<List<string>> RowsAsync(BlobClient part, CancellationToken stop)
    {
        await using var bytes = (await part.DownloadContentAsync(stop)).Value.Content.ToStream();
        await using var reader = await ParquetReader.CreateAsync(bytes, cancellationToken: stop);
        var rows = new List<string>();
        for (var i = 0; i < reader.RowGroupCount; i++)
        {
            var (group, columns) = (reader.OpenRowGroupReader(i), new List<string[]>());
            foreach (var field in reader.Schema.GetDataFields())
                columns.Add(await ReadAsync(group, field, (int)group.RowCount, stop));
            rows.AddRange(Enumerable.Range(0, (int)group.RowCount).Select(row => string.Join('|', columns.Select(c => c[row]))));
        }
        return rows;
    }

    static async Task<string[]> ReadAsync(ParquetRowGroupReader group, DataField field, int rows, CancellationToken stop)
    {
        return field.ClrType switch
        {
            var type when type == typeof(int) => await Values<int>(n => n.ToString(CultureInfo.InvariantCulture)),
            var type when type == typeof(bool) => await Values<bool>(b => b ? "1" : "0"),
            var type when type == typeof(DateTime) => await Values<DateTime>(d => d.ToString("s", CultureInfo.InvariantCulture)),
            _ => await Values<ReadOnlyMemory<char>>(t => t.ToString()),
        };

        async Task<string[]> Values<T>(Func<T, string> textOf)
            where T : struct
        {
            var values = new T?[rows];
            await group.ReadAsync<T>(field, values, cancellationToken: stop);
            return [.. values.Select(v => v is { } some ? textOf(some) : "")];
        }
    }
}
