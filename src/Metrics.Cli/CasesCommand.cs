using System.CommandLine;
using Metrics.Documents.Evidence;
using Metrics.Evidence;

namespace Metrics.Cli;

/// <summary><c>metrics cases</c>: the cases behind a number (contract 9).</summary>
static class CasesCommand
{
    /// <summary>Rows of an answer. Whoever needs more of them asks the Parquet.</summary>
    const int MostRows = 100_000;

    // An archive's entries have a date; the evidence has no day that is the same for all its rows.
    static readonly DateOnly _archiveDay = new(2000, 1, 1);

    internal static Command Create()
    {
        var evidence = new Argument<string>("EVIDENCE") { Description = "Folder of evidence, as metrics summarize --evidence writes it." };
        var table = new Option<string>("--table") { Description = "Default: cases.", HelpName = "TABLE", DefaultValueFactory = _ => "cases" };
        table.CompletionSources.Add([.. EvidenceTables.Names]);
        var where = new Option<string[]>("--where")
        {
            Description = "A column's value; a column given twice: either value; an empty value: rows without one. Repeatable.",
            HelpName = "column=value",
        };
        var by = new Option<string?>("--by") { Description = "The day that --period is of: ended (the default), accepted or refused.", HelpName = "COLUMN" };
        var period = new Option<string?>("--period") { Description = "A month, quarter or year: 2019-03, 2019-Q1, 2019.", HelpName = "PERIOD" };
        var format = new Option<string>("--format") { Description = "csv (the default), json or xlsx.", HelpName = "FORMAT", DefaultValueFactory = _ => "csv" };
        format.AcceptOnlyFromAmong("csv", "json", "xlsx");
        var target = new Option<string?>("--out") { Description = "Default: standard output.", HelpName = "FILE" };
        var command = new Command("cases", "Lists the cases behind a number, from the evidence.") { evidence, table, where, by, period, format, target };
        command.SetAction((parsed, stop) =>
        {
            var asked = (parsed.GetValue(where) ?? []).Select(Filter);
            if (parsed.GetValue(by) is { } day)
                asked = asked.Append(("by", day));
            if (parsed.GetValue(period) is { } span)
                asked = asked.Append(("period", span));
            var question = EvidenceQuestion.Read(Table(parsed.GetValue(table)!), asked);
            return RunAsync(parsed.GetRequiredValue(evidence), question, parsed.GetValue(format)!, parsed.GetValue(target), stop);
        });
        return command;
    }

    static string Table(string name) => EvidenceTables.Names.Contains(name) ? name
        : throw new RefusedException($"--table {name}: expected one of {string.Join(", ", EvidenceTables.Names)}",
            $"--table {name}：应为其中之一：{string.Join("、", EvidenceTables.Names)}");

    static (string Column, string Value) Filter(string text) => text.IndexOf('=', StringComparison.Ordinal) is > 0 and var at ? (text[..at], text[(at + 1)..])
        : throw new RefusedException($"--where {text}: expected column=value", $"--where {text}：应为 列=值");

    static async Task<int> RunAsync(string folder, EvidenceQuestion question, string format, string? target, CancellationToken stop)
    {
        var page = await FolderParts.Open(folder, question.Table).AskAsync(question, after: null, MostRows, only: null, stop);
        if (target is not null)
        {
            await OutFile.WriteAsync(target, WriteAsync);
        }
        else
        {
            await using var console = Console.OpenStandardOutput();
            await WriteAsync(console);
        }
        if (page.Last is null)
            return CommandLine.Done;
        CommandLine.Say($"these are the first {MostRows} rows; ask for fewer, or query the Parquet in {folder}");
        CommandLine.Say($"此处仅为前 {MostRows} 行；请缩小条件，或直接查询 {folder} 中的 Parquet 文件");
        return CommandLine.DoneInPart;

        Task WriteAsync(Stream to) => format switch
        {
            "json" => EvidenceForms.WriteJsonAsync(page, to, stop),
            "xlsx" => EvidenceForms.WriteWorkbookAsync(page, question.Table, to, _archiveDay, stop),
            _ => EvidenceForms.WriteCsvAsync(page, to, stop),
        };
    }
}
