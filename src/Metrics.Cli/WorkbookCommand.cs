using System.CommandLine;
using Metrics.Documents.Published;
using Metrics.Documents.Workbooks;

namespace Metrics.Cli;

/// <summary><c>metrics workbook</c>: a publication as a workbook, a sheet a table.</summary>
static class WorkbookCommand
{
    internal static Command Create()
    {
        var publication = new Argument<string>("PUBLICATION") { Description = "Folder of a publication, as metrics summarize writes it." };
        var target = new Option<string>("--out") { Description = "The workbook, .xlsx.", HelpName = "FILE", Required = true };
        var command = new Command("workbook", "Writes the tables of a publication as a workbook, in Chinese and English.") { publication, target };
        command.SetAction((parsed, stop) => RunAsync(parsed.GetRequiredValue(publication), parsed.GetRequiredValue(target), stop));
        return command;
    }

    static async Task<int> RunAsync(string publication, string target, CancellationToken stop)
    {
        var reader = await PublicationReader.OfFolderAsync(publication, stop);
        await OutFile.WriteAsync(target, to => Workbook.WriteAsync(reader, to, stop));
        return CommandLine.Done;
    }
}
