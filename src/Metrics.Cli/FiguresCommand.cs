using System.CommandLine;
using Metrics.Documents.Published;

namespace Metrics.Cli;

/// <summary><c>metrics figures</c>: the figures of a year's report (contract 8) with their definitions, and its checks.</summary>
static class FiguresCommand
{
    internal static Command Create()
    {
        var publication = new Argument<string>("PUBLICATION") { Description = "Folder of a publication, as metrics summarize writes it." };
        var year = new Option<string?>("--year") { Description = "The report's year. Default: the last one.", HelpName = "YYYY" };
        var language = new Option<string?>("--language") { Description = "zh or en. Default: both.", HelpName = "LANGUAGE" };
        language.AcceptOnlyFromAmong("zh", "en");
        var command = new Command("figures", "Prints the figures of a publication with their definitions, in Chinese and English.")
        {
            publication, year, language,
        };
        command.SetAction((parsed, stop) =>
            RunAsync(parsed.GetRequiredValue(publication), parsed.GetValue(year), parsed.GetValue(language), stop));
        return command;
    }

    static async Task<int> RunAsync(string folder, string? asked, string? language, CancellationToken stop)
    {
        var publication = await PublicationReader.OfFolderAsync(folder, stop);
        var figures = await RowsAsync(publication, "figures", stop);
        var year = asked ?? figures.LastOrDefault()?["period"];
        var ofYear = figures.Where(r => r["period"] == year).ToList();
        if (ofYear.Count == 0)
        {
            var years = string.Join(", ", figures.Select(r => r["period"]).Distinct());
            throw new RefusedException($"{folder}: has no figures of the year {year}, only of: {years}", $"{folder}：没有 {year} 年的数据，仅有：{years}");
        }
        var checks = (await RowsAsync(publication, "register_checks", stop)).Where(r => r["period"] == year && r["department"] == "*").ToList();
        var names = await publication.NamesAsync(stop);
        var view = new FiguresView(Terminal.Open(), language);
        view.Figures($"{year}  {publication.Id}", ofYear, names.Figures);
        if (checks.Count > 0)
            view.Checks(checks, names.Checks);
        return CommandLine.Done;
    }

    static async Task<List<PublishedRow>> RowsAsync(PublicationReader publication, string name, CancellationToken stop)
    {
        using var table = await publication.TableAsync(name, stop);
        var rows = new List<PublishedRow>();
        if (table is not null)
        {
            await foreach (var row in table.RowsAsync(stop))
                rows.Add(row);
        }
        return rows;
    }
}
