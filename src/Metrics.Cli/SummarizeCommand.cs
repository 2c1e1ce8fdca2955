using System.CommandLine;
using Metrics.CaseLogs;
using Metrics.Events;
using Metrics.Folding;
using Metrics.Summaries;

namespace Metrics.Cli;

/// <summary><c>metrics summarize</c>: log files in, the files of a publication out.</summary>
static class SummarizeCommand
{
    internal static Command Create()
    {
        var inputs = new RunOptions();
        var target = new Option<string>("--out") { Description = "Folder of the publication's files.", HelpName = "DIR", Required = true };
        var command = new Command("summarize", "Summarizes case logs into the tables of a publication.");
        inputs.AddTo(command);
        command.Options.Add(target);
        command.SetAction(parsed => Run(inputs, parsed, parsed.GetRequiredValue(target)));
        return command;
    }

    static int Run(RunOptions inputs, ParseResult parsed, string target)
    {
        var (files, asOf) = (inputs.Logs(parsed), inputs.AsOf(parsed));
        var threads = Environment.ProcessorCount;
        using var shards = new EventShards(ShardCount.Of(files, threads), spill: SpillFile.Of(threads), lines: false);
        var (reference, tallies) = inputs.Read(parsed, files, shards);
        var merged = ShardFold.FoldAll(shards, files.Count, reference, asOf.DayNumber, threads);
        Write(Publication.Of(RunResult.Complete(merged, tallies, reference, asOf)), target);
        return Report(tallies);
    }

    internal static void Write(Publication publication, string target)
    {
        Directory.CreateDirectory(target);
        foreach (var (name, bytes) in publication.Files)
            File.WriteAllBytes(Path.Combine(target, name), bytes);
    }

    /// <summary>Names the refused files; the rest has gone on.</summary>
    internal static int Report(IReadOnlyList<LogTally> tallies)
    {
        var refused = 0;
        foreach (var tally in tallies)
        {
            if (tally.Refusal is not { } why)
                continue;
            refused++;
            CommandLine.Say($"{tally.File.Source}/{tally.File.Name} refused: {why.En}");
            CommandLine.Say($"{tally.File.Source}/{tally.File.Name} 被拒收：{why.Zh}");
            // They may name persons: for whoever sits before the file, and in no file of a nightly job.
            if (tally.FirstCells.Count > 0 && !Console.IsErrorRedirected)
                CommandLine.Say($"first cells 首行单元格: {Printable(string.Join(" | ", tally.FirstCells))}");
        }
        return refused == 0 ? CommandLine.Done : CommandLine.DoneInPart;
    }

    /// <summary>A file's own characters give a terminal no orders.</summary>
    static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '·' : c));
}
