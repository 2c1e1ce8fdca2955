using System.CommandLine;
using Metrics.CaseLogs;
using Metrics.Documents.Evidence;
using Metrics.Events;
using Metrics.Evidence;
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

    readonly Option<string?> _rejected = new("--rejected")
    {
        Description = "Folder for the rejected lines: NDJSON a file, and all of them in rejected.xlsx.",
        HelpName = "DIR",
    };

    readonly Option<string?> _evidence = new("--evidence")
    {
        Description = "Folder for the cases behind every number (依据), Parquet a table; empty or not there before.",
        HelpName = "DIR",
    };

    internal static Option<string> CityOption() =>
        new("--city") { Description = "The city's name, for those who read the publication.", HelpName = "NAME", DefaultValueFactory = _ => "" };

    internal static Command Create()
    {
        var summarize = new SummarizeCommand();
        var command = new Command("summarize", "Summarizes case logs into the tables of a publication.");
        summarize._inputs.AddTo(command);
        foreach (var option in new Option[] { summarize._target, summarize._city, summarize._faults, summarize._rejected, summarize._evidence })
            command.Options.Add(option);
        command.SetAction(summarize.RunAsync);
        return command;
    }

    async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var (files, asOf) = (_inputs.Logs(parsed), _inputs.AsOf(parsed));
        using var kept = parsed.GetValue(_rejected) is { } folder ? new Quarantine(folder, files) : null;
        var faults = parsed.GetValue(_faults) is { } path ? new FaultsFile(path, files) : null;
        using var evidence = parsed.GetValue(_evidence) is { } cases ? new EvidenceFolder(cases) : null;
        var rejected = new RejectedReport(files, kept);
        var summary = Summary.Of(Fold(parsed, files, asOf, rejected, faults, evidence));
        PublicationFolder.Write(Publication.Of(summary).Files, parsed.GetRequiredValue(_target));
        evidence?.Complete();
        if (kept is not null)
            await kept.WriteAsync(asOf, stop);
        faults?.Write(summary.Run);
        var done = rejected.Report(summary.Run);
        if (!Console.IsOutputRedirected)
            new SummaryView(AnsiConsole.Console, summary).Print();
        return done;
    }

    RunResult Fold(
        ParseResult parsed, IReadOnlyList<LogFile> files, DateOnly asOf, RejectedReport rejected, FaultsFile? faults, EvidenceFolder? evidence)
    {
        var threads = Environment.ProcessorCount;
        // Reference data rejects applications alone: of other events the line is kept for the faults only.
        var lines = faults is null && evidence is null ? KeptLines.Applications : KeptLines.All;
        using var shards = new EventShards(ShardCount.Of(files, threads), spill: SpillFile.Of(threads, withEvidence: evidence is not null), lines: lines);
        var (reference, tallies) = _inputs.Read(parsed, files, shards, rejected.Add);
        var watch = new FoldWatch(rejected.Add, faults is null ? null : faults.Add);
        var count = EvidenceParts.CountOf(tallies.Sum(t => t.Lines), shards.Count);
        var parts = evidence is null ? null : new EvidenceParts(shards.Count, count, OpenTables, (first, part) =>
        {
            evidence.Write(first, part);
            return Task.CompletedTask;
        });
        var merged = ShardFold.FoldAll(shards, files.Count, reference, Day.Of(asOf), threads, watch: watch, evidence: parts);
        if (evidence is not null)
        {
            var projects = OpenTables();
            ProjectEvidence.Add(merged, reference, Day.Of(asOf), projects);
            evidence.WriteMerged(projects);
        }
        return RunResult.Complete(merged, tallies, reference, asOf, parsed.GetRequiredValue(_city));

        EvidenceTables OpenTables() => new(reference, [.. files.Select(f => (f.Source, f.Name))]);
    }
}
