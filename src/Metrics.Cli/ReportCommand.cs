using System.CommandLine;
using System.CommandLine.Parsing;
using Metrics.Documents.Published;
using Metrics.Documents.Reports;

namespace Metrics.Cli;

/// <summary><c>metrics report</c>: the yearly report of a publication as a Word file; with <c>--check</c> what a template's tags name.</summary>
sealed class ReportCommand
{
    readonly Argument<string?> _publication = new("PUBLICATION")
    {
        Description = "Folder of a publication, as metrics summarize writes it.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    readonly Option<int> _year = new("--year") { Description = "The year of the report.", HelpName = "YYYY" };
    readonly Option<ReportLanguage> _language = new("--language") { Description = "Of template, footnotes and comments: zh or en.", HelpName = "LANGUAGE" };
    readonly Option<string?> _template = new("--template") { Description = "An office's own Word file; else the shipped one.", HelpName = "FILE" };
    readonly Option<string?> _tags = new("--tags") { Description = "Names for cells of tables, CSV: tag, table, keys, column.", HelpName = "FILE" };
    readonly Option<string?> _target = new("--out") { Description = "The report, .docx.", HelpName = "FILE" };
    readonly Option<string?> _check = new("--check") { Description = "Instead: lists the tags of this template that name nothing.", HelpName = "FILE" };

    internal static Command Create()
    {
        var report = new ReportCommand();
        var command = new Command("report", "Fills the yearly report (年度报告), a Word file, with the figures of a publication.")
        {
            report._publication, report._year, report._language, report._template, report._tags, report._target, report._check,
        };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(report._check) is null && !report.IsWhole(parsed))
                parsed.AddError("expected PUBLICATION, --year from 2000 to 2099 and --out, or --check (应给出发布文件夹、--year 和 --out，或 --check)");
        });
        command.SetAction(report.RunAsync);
        return command;
    }

    bool IsWhole(CommandResult parsed) =>
        parsed.GetValue(_publication) is not null && parsed.GetValue(_target) is not null && parsed.GetValue(_year) is >= 2000 and <= 2099;

    Task<int> RunAsync(ParseResult parsed, CancellationToken stop) =>
        parsed.GetValue(_check) is { } template ? CheckAsync(parsed, template, stop) : MakeAsync(parsed, stop);

    async Task<int> MakeAsync(ParseResult parsed, CancellationToken stop)
    {
        var publication = await PublicationReader.OfFolderAsync(parsed.GetRequiredValue(_publication)!, stop);
        var language = parsed.GetValue(_language);
        var template = parsed.GetValue(_template) is { } own ? await File.ReadAllBytesAsync(own, stop) : ReportTemplate.Shipped(language);
        var report = await Report.MakeAsync(publication, new(parsed.GetValue(_year), language, template, await TagsAsync(parsed, stop)), stop);
        await OutFile.WriteAsync(parsed.GetRequiredValue(_target)!, to => to.WriteAsync(report, stop).AsTask());
        return CommandLine.Done;
    }

    async Task<int> CheckAsync(ParseResult parsed, string template, CancellationToken stop)
    {
        IEnumerable<string> names = [.. ReportTemplate.Names, .. (await TagsAsync(parsed, stop)).Select(t => t.Tag)];
        if (parsed.GetValue(_publication) is { } folder)
            names = names.Concat(((await (await PublicationReader.OfFolderAsync(folder, stop)).NamesAsync(stop)).Figures ?? []).Select(f => f.Id));
        var nothing = ReportTemplate.Check(await File.ReadAllBytesAsync(template, stop), names);
        foreach (var tag in nothing)
            Console.WriteLine(tag);
        return nothing.Count == 0 ? CommandLine.Done : CommandLine.DoneInPart;
    }

    async Task<IReadOnlyList<CellTag>> TagsAsync(ParseResult parsed, CancellationToken stop)
    {
        if (parsed.GetValue(_tags) is not { } path)
            return CellTags.Shipped;
        await using var file = File.OpenRead(path);
        return await CellTags.ReadAsync(file, stop);
    }
}
