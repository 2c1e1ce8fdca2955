using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Metrics.Documents.Published;
using SpreadCheetah;

namespace Metrics.Documents.Workbooks;

/// <summary>The rejected lines of a log, in the form of quarantine (NDJSON).</summary>
/// <param name="Name">As it is shown: <c>source/name</c>.</param>
/// <param name="Open">Called twice: the lines are counted first.</param>
public sealed record RejectedLog(string Name, Func<Task<Stream>> Open);

/// <summary>Rejected lines as a workbook (contract 11), for whoever must mend them: file, line, reason, column, value, what was expected.</summary>
public static class RejectedWorkbook
{
    static readonly SheetColumn[] _columns =
    [
        new(new("文件", "File"), Width: 36), new(new("行", "Line"), CellFormat.Count, 10), new(new("原因", "Reason"), Width: 32),
        new(new("列", "Column"), Width: 16), new(new("内容", "Value"), Width: 32), new(new("应为", "Expected, in Chinese"), Width: 48),
        new(new("应为（英文）", "Expected"), Width: 48),
    ];

    /// <param name="day">The date of the archive's entries.</param>
    public static Task WriteAsync(IReadOnlyList<RejectedLog> logs, Stream to, DateOnly day, CancellationToken stop) =>
        WriteAsync(logs, to, day, WorkbookWriter.MaxRows, stop);

    /// <param name="rows">Rows that the sheet has room for, its header too.</param>
    internal static async Task WriteAsync(IReadOnlyList<RejectedLog> logs, Stream to, DateOnly day, int rows, CancellationToken stop)
    {
        var all = await LinesOfAsync(logs, stop).LongCountAsync(stop);
        var shown = (int)Math.Min(all, all < rows ? all : rows - 2);
        await using var workbook = await WorkbookWriter.BeginAsync(stop);
        await workbook.TableAsync("拒收行 Rejected lines", _columns, shown, shown < all ? Cut(shown, all) : null, stop);
        await foreach (var (log, line) in LinesOfAsync(logs, stop).Take(shown))
            await workbook.RowAsync(Row(workbook, log, JsonSerializer.Deserialize(line, LineJson.Default.RejectedLine)!), stop);
        await workbook.FinishAsync(to, day, stop);
    }

    static StyledCell[] Row(WorkbookWriter workbook, RejectedLog log, RejectedLine line) =>
    [
        WorkbookWriter.Text(log.Name), workbook.Number(line.Line, CellFormat.Count),
        WorkbookWriter.Text(TableWords.Column(line.Reason) is var reason ? $"{reason.Zh} {reason.En}" : ""), WorkbookWriter.Text(line.Column),
        WorkbookWriter.Text(line.Fields.GetValueOrDefault(line.Column, "")), WorkbookWriter.Text(line.ExpectedZh), WorkbookWriter.Text(line.Expected),
    ];

    static async IAsyncEnumerable<(RejectedLog Log, string Line)> LinesOfAsync(
        IReadOnlyList<RejectedLog> logs, [EnumeratorCancellation] CancellationToken stop)
    {
        foreach (var log in logs)
        {
            using var lines = new StreamReader(await log.Open());
            while (await lines.ReadLineAsync(stop) is { } line)
                yield return (log, line);
        }
    }

    static Bilingual Cut(int shown, long all) => new(
        $"共拒收{all}行，此处为前{shown}行；全部见隔离区。", $"{all} lines were rejected, here are the first {shown}; quarantine has all of them.");
}

/// <summary>A line of quarantine. One that was written before <c>expected</c> was has none.</summary>
sealed record RejectedLine(
    long Line, string Reason, IReadOnlyDictionary<string, string> Fields, string Column = "", string Expected = "", string ExpectedZh = "");

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RejectedLine))]
sealed partial class LineJson : JsonSerializerContext;
