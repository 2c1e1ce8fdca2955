using System.CommandLine;
using Metrics.Documents.Changes;
using Metrics.Documents.Published;

namespace Metrics.Cli;

/// <summary><c>metrics compare</c>: which numbers of closed periods two publications give differently, and why.</summary>
static class CompareCommand
{
    internal static Command Create()
    {
        var before = new Argument<string>("OLD") { Description = "Folder of the older publication, as metrics summarize writes it." };
        var after = new Argument<string>("NEW") { Description = "Folder of the newer publication." };
        var format = new Option<string>("--format") { Description = "text, csv or json.", HelpName = "FORMAT", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "csv", "json");
        var command = new Command("compare", "Compares the numbers of closed periods in two publications, and says why they differ.") { before, after, format };
        command.SetAction((parsed, stop) =>
            RunAsync(parsed.GetRequiredValue(before), parsed.GetRequiredValue(after), parsed.GetRequiredValue(format), stop));
        return command;
    }

    static async Task<int> RunAsync(string before, string after, string format, CancellationToken stop)
    {
        var comparison = new Comparison(await PublicationReader.OfFolderAsync(before, stop), await PublicationReader.OfFolderAsync(after, stop));
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
