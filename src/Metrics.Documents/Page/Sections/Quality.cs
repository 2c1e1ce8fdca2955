using System.Xml.Linq;
using Metrics.Documents.Page.Charts;
using Metrics.Documents.Page.Content;
using Metrics.Documents.Page.Markup;
using Metrics.Documents.Published;
using static Metrics.Documents.Page.Markup.Html;

namespace Metrics.Documents.Page.Sections;

/// <summary>What became of the lines of all files, and what contradicted itself in the cases.</summary>
static class Quality
{
    const string Table = "quality";
    const int Longest = 20;

    // Source, file, lines, accepted, duplicate and rejected stand before the reasons.
    const int FirstReason = 6;

    internal static XElement Of(PageSource source) =>
        Picture.Section("quality", Tag("div", Class("grid"), Rejected(source), Warnings(source)));

    static XElement Rejected(PageSource source)
    {
        var files = source.Tables.Of(Table);
        if (files.Count == 0)
            return Picture.Of("rejected_lines", Picture.Note("no_files"));
        var reasons = source.Tables.Columns(Table).Skip(FirstReason).Select(reason => (Reason: reason, Lines: files.Sum(r => r.Count(reason) ?? 0)))
            .Where(r => r.Lines > 0).OrderByDescending(r => r.Lines).ToList();
        var bars = reasons.Select(r => new Bar(TableWords.Column(r.Reason), Digits.Grouped(r.Lines), (double)r.Lines / reasons[0].Lines));
        var worst = files.Where(r => r.Count("rejected") > 0).OrderByDescending(r => r.Count("rejected")).Take(Longest);
        return Picture.Of("rejected_lines",
            reasons.Count == 0 ? Picture.Note("nothing_rejected") : BarChart.Of(PageWords.Of("rejected_lines"), [.. bars], "neutral"),
            source.Table(Table, "source,file,lines,accepted,duplicate,rejected", worst));
    }

    static XElement Warnings(PageSource source)
    {
        var warnings = source.Tables.Of("warnings").OrderByDescending(r => r.Count("count")).ToList();
        var most = warnings.Count == 0 ? 1 : Math.Max(1, warnings[0].Count("count") ?? 0);
        var bars = warnings.Select(r => new Bar(source.Keys.Of("code", r["code"]), Digits.Grouped(r["count"]), (double)(r.Count("count") ?? 0) / most));
        return Picture.Of("warnings_given",
            warnings.Count == 0 ? Picture.Note("no_warnings") : BarChart.Of(PageWords.Of("warnings_given"), [.. bars], "neutral"),
            source.Table("warnings", "code,count", warnings));
    }
}
