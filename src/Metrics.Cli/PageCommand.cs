using System.CommandLine;
using Metrics.Documents.Evidence;
using Metrics.Documents.Page;
using Metrics.Documents.Published;

namespace Metrics.Cli;

/// <summary><c>metrics page</c>: a publication as one HTML file, to send or to print.</summary>
static class PageCommand
{
    internal static Command Create()
    {
        var publication = new Argument<string>("PUBLICATION") { Description = "Folder of a publication, as metrics summarize writes it." };
        var evidence = new Option<string?>("--evidence")
        {
            Description = "Folder of the run's evidence: adds what is overdue by working days beyond the limit.",
            HelpName = "DIR",
        };
        var since = new Option<string?>("--since") { Description = "Folder of an older publication: adds what has changed since then.", HelpName = "OLD" };
        var target = new Option<string>("--out") { Description = "The page, .html.", HelpName = "FILE", Required = true };
        var command = new Command("page", "Writes a publication as one page with its data, in Chinese and English.") { publication, evidence, since, target };
        command.SetAction((parsed, stop) => RunAsync(
            parsed.GetRequiredValue(publication), parsed.GetValue(evidence), parsed.GetValue(since), parsed.GetRequiredValue(target), stop));
        return command;
    }

    static async Task<int> RunAsync(string publication, string? evidence, string? since, string target, CancellationToken stop)
    {
        var reader = await PublicationReader.OfFolderAsync(publication, stop);
        var overdue = evidence is null ? null : await OverdueAges.ReadAsync(evidence, stop);
        var before = since is null ? null : await PublicationReader.OfFolderAsync(since, stop);
        await OutFile.WriteAsync(target, to => PageFile.WriteAsync(reader, overdue, before, to, stop));
        return CommandLine.Done;
    }
}
