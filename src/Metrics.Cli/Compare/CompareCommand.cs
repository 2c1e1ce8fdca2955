using System.CommandLine;
using Metrics.Documents.Changes;
using Metrics.Documents.Published;

namespace Metrics.Cli.Compare;

/// <summary><c>metrics compare</c>: which numbers of closed periods two publications give differently, and why.</summary>
sealed class CompareCommand
{
    readonly Argument<string> _before = new("OLD") { Description = "Folder of the older publication, as metrics summarize writes it." };
    readonly Argument<string> _after = new("NEW") { Description = "Folder of the newer publication." };
    readonly Option<string> _format = new("--format") { Description = "text, csv or json.", HelpName = "FORMAT", DefaultValueFactory = _ => "text" };
    readonly InputOptions _old = new("old-", "OLD; what is not given is as in NEW");
    readonly InputOptions _now = new("", "NEW, to tell how much of each difference is whose");

    internal static Command Create()
    {
        var compare = new CompareCommand();
        var command = new Command("compare", "Compares the numbers of closed periods in two publications, and says why they differ.")
        {
            compare._before, compare._after, compare._format,
        };
        compare._format.AcceptOnlyFromAmong("text", "csv", "json");
        compare._now.AddTo(command);
        compare._old.AddTo(command);
        command.SetAction(compare.RunAsync);
        return command;
    }

    async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var (beforeFolder, afterFolder) = (parsed.GetRequiredValue(_before), parsed.GetRequiredValue(_after));
        var (before, after) = (await PublicationReader.OfFolderAsync(beforeFolder, stop), await PublicationReader.OfFolderAsync(afterFolder, stop));
        if (!_now.AnyGiven(parsed) && !_old.AnyGiven(parsed))
            return await WriteAsync(new(before, after), parsed.GetRequiredValue(_format), stop);
        var now = _now.Read(parsed, after, afterFolder, other: null);
        using var replay = new Replay(before, after, _old.Read(parsed, before, beforeFolder, now), now);
        return await WriteAsync(new(before, after, await replay.RunAsync(stop)), parsed.GetRequiredValue(_format), stop);
    }

    static async Task<int> WriteAsync(Comparison comparison, string format, CancellationToken stop)
    {
        await using var output = Console.OpenStandardOutput();
        await (format switch
        {
            "json" => ComparisonJson.WriteAsync(comparison, output, isWanted: null, stop),
            "csv" => ComparisonCsv.WriteAsync(comparison, output, stop),
            _ => ComparisonText.WriteAsync(comparison, output, stop),
        });
        return CommandLine.Done;
    }
}
