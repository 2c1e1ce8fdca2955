using System.Globalization;
using System.Text;
using Azure.Storage.Blobs;
using DuckDB.NET.Data;
using Metrics.Events;
using Metrics.Pipeline.Ledger;
using Metrics.Pipeline.Store;
using Parquet;
using Parquet.Schema;

namespace Metrics.Pipeline.Tests.Store;

/// <summary>Rows of a part as anybody reads them, column by column, and what a packed event should look like there.</summary>
static class PartText
{
    static readonly string[] _words =
        ["received", "accepted", "department_accepted", "refused", "correction_started", "correction_ended", "special_started", "special_ended",
            "extended", "stage_started", "stage_done", "decided", "withdrawn", "revoked", "visited", "rated"];

    static readonly string[] _channels = ["", "one_window", "one_net", "other"];
    static readonly string[] _results = ["", "granted", "granted_conditionally", "denied"];
    static readonly string[] _reasons = ["", "hearing", "tender", "auction", "inspection", "testing", "quarantine", "appraisal", "expert_review", "other"];

    internal static string Describe(LogName file, int number, EventRecord e) => string.Join('|',
        file.Source, file.Name, number, e.Line, Text(e.CaseId.ToUtf8()), Text(e.EventId.ToUtf8()), _words[(int)e.Kind - 1], Time(e.At / 10 * 10), e.At % 10,
        Text(e.ItemCode), Text(e.Policy), e.District, _channels[(int)e.Channel], Text(e.Stage), Text(e.Stages), _results[(int)e.Result],
        _reasons[(int)e.Reason], e.Kind == EventKind.Extended ? e.Number : 0, Text(e.ProjectCode), e.Kind == EventKind.Rated ? e.Number : 0,
        e.Updated == 0 ? "" : Time(e.Updated / 10 * 10), e.Updated % 10, e.Deleted);

    internal static async Task<IEnumerable<string>> DescribeAsync(ParquetRowGroupReader group, CancellationToken stop)
    {
        var count = (int)group.RowCount;
        var columns = new List<string[]>();
        foreach (var field in PartSchema.All.GetDataFields())
            columns.Add(await ReadAsync(group, field, count, stop));
        return Enumerable.Range(0, count).Select(row => string.Join('|', columns.Select(c => c[row])));
    }

    /// <summary>All rows of a part, without the file's number in it.</summary>
    internal static async Task<List<string>> LinesAsync(BlobClient part, CancellationToken stop)
    {
        await using var bytes = (await part.DownloadContentAsync(stop)).Value.Content.ToStream();
        await using var reader = await ParquetReader.CreateAsync(bytes, cancellationToken: stop);
        var lines = new List<string>();
        for (var i = 0; i < reader.RowGroupCount; i++)
        {
            foreach (var line in await DescribeAsync(reader.OpenRowGroupReader(i), stop))
                lines.Add(string.Join('|', line.Split('|') is [var source, var file, _, .. var rest] ? [source, file, .. rest] : []));
        }
        return lines;
    }

    /// <summary>All rows of a part in a file, as DuckDB reads them.</summary>
    internal static List<string> DescribeByDuckDb(string file)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"select * from read_parquet('{file}')";
        using var reader = command.ExecuteReader();
        var (rows, values) = (new List<string>(), new object[reader.FieldCount]);
        while (reader.Read())
        {
            reader.GetValues(values);
            rows.Add(string.Join('|', values.Select(v => v is DateTime time ? Time(time.Ticks) : Convert.ToString(v, CultureInfo.InvariantCulture))));
        }
        return rows;
    }

    static async Task<string[]> ReadAsync(ParquetRowGroupReader group, DataField field, int count, CancellationToken stop)
    {
        if (field.ClrType == typeof(int))
        {
            var numbers = new int[count];
            await group.ReadAsync<int>(field, numbers, cancellationToken: stop);
            return [.. numbers.Select(n => n.ToString(CultureInfo.InvariantCulture))];
        }
        if (field.ClrType == typeof(bool))
        {
            var flags = new bool[count];
            await group.ReadAsync<bool>(field, flags, cancellationToken: stop);
            return [.. flags.Select(f => f.ToString())];
        }
        if (field.ClrType == typeof(DateTime) && field.IsNullable)
        {
            var times = new DateTime?[count];
            await group.ReadAsync<DateTime>(field, times, cancellationToken: stop);
            return [.. times.Select(t => t is { } time ? Time(time.Ticks) : "")];
        }
        if (field.ClrType == typeof(DateTime))
        {
            var times = new DateTime[count];
            await group.ReadAsync<DateTime>(field, times, cancellationToken: stop);
            return [.. times.Select(t => Time(t.Ticks))];
        }
        var texts = new ReadOnlyMemory<char>[count];
        await group.ReadAsync<ReadOnlyMemory<char>>(field, texts, cancellationToken: stop);
        return [.. texts.Select(t => t.ToString())];
    }

    static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);

    static string Time(long ticks) => new DateTime(ticks).ToString("O", CultureInfo.InvariantCulture);
}
