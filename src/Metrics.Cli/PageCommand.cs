using System.CommandLine;
using Metrics.Documents.Page;
using Metrics.Documents.Published;

namespace Metrics.Cli;

/// <summary><c>metrics page</c>: a publication as one HTML file, to send or to print.</summary>
static class PageCommand
{
    internal static Command Create()
    {
        var publication = new Argument<string>("PUBLICATION") { Description = "Folder of a publication, as metrics summarize writes it." };
        var target = new Option<string>("--out") { Description = "The page, .html.", HelpName = "FILE", Required = true };
        var command = new Command("page", "Writes a publication as one page with its data, in Chinese and English.") { publication, target };
        command.SetAction((parsed, stop) => RunAsync(parsed.GetRequiredValue(publication), parsed.GetRequiredValue(target), stop));
        return command;
    }

    static async Task<int> RunAsync(string publication, string target, CancellationToken stop)
    {
        var reader = await PublicationReader.OfFolderAsync(publication, stop);
        await OutFile.WriteAsync(target, to => PageFile.WriteAsync(reader, to, stop));
        return CommandLine.Done;
    }
}
