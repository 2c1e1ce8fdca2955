using System.CommandLine;
using Metrics.CaseLogs;
using Metrics.Events;
using Metrics.Folding;
using Metrics.Summaries;
using Spectre.Console;

namespace Metrics.Cli;

/// <summary><c>metrics summarize</c>: log files in, the files of a publication out.</summary>
sealed class SummarizeCommand
{
    readonly RunOptions _inputs = new();
    readonly Option<string> _target = new("--out") { Description = "Folder of the publication's files.", HelpName = "DIR", Required = true };
    readonly Option<string> _city = CityOption();
    readonly Option<string?> _faults = new("--faults") { Description = "File for every warning with its case and line, CSV.", HelpName = "FILE" };
    readonly Option<string?> _rejected = new("--rejected") { Description = "Folder for the rejected lines: NDJSON a file, and all of them in rejected.xlsx.", HelpName = "DIR" };

    internal static Option<string> CityOption() =>
        new("--city") { Description = "The city's name, for those who read the publication.", HelpName = "NAME", DefaultValueFactory = _ => "" };

    internal static Command Create()
    {
        var summarize = new SummarizeCommand();
        var command = new Command("summarize", "Summarizes case logs into the tables of a publication.");
        summarize._inputs.AddTo(command);
        foreach (var option in new Option[] { summarize._target, summarize._city, summarize._faults, summarize._rejected })
            command.Options.Add(option);
        command.SetAction(summarize.RunAsync);
        return command;
    }

    async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var (files, asOf) = (_inputs.Logs(parsed), _inputs.AsOf(parsed));
        using var kept = parsed.GetValue(_rejected) is { } folder ? new Quarantine(folder, files) : null;
        var faults = parsed.GetValue(_faults) is { } path ? new FaultsFile(path, files) : null;
        var rejected = new RejectedReport(files, kept);
        var summary = Summary.Of(Fold(parsed, files, asOf, rejected, faults));
        PublicationFolder.Write(Publication.Of(summary).Files, parsed.GetRequiredValue(_target));
        if (kept is not null)
            await kept.WriteAsync(asOf, stop);
        faults?.Write(summary.Run);
        var done = rejected.Report(summary.Run);
        if (!Console.IsOutputRedirected)
            new SummaryView(AnsiConsole.Console, summary).Print();
        return done;
    }

    RunResult Fold(ParseResult parsed, IReadOnlyList<LogFile> files, DateOnly asOf, RejectedReport rejected, FaultsFile? faults)
    {
        var threads = Environment.ProcessorCount;
        // Reference data rejects applications alone: of other events the line is kept for the faults only.
        using var shards = new EventShards(
            ShardCount.Of(files, threads), spill: SpillFile.Of(threads), lines: faults is null ? KeptLines.Applications : KeptLines.All);
        var (reference, tallies) = _inputs.Read(parsed, files, shards, rejected.Add);
        var watch = new FoldWatch(rejected.Add, faults is null ? null : faults.Add);
        var merged = ShardFold.FoldAll(shards, files.Count, reference, Day.Of(asOf), threads, watch: watch);
        return RunResult.Complete(merged, tallies, reference, asOf, parsed.GetRequiredValue(_city));
    }
}
