using System.Xml.Linq;
using Metrics.Documents.Page.Charts;
using Metrics.Documents.Page.Content;
using Metrics.Documents.Page.Markup;
using Metrics.Documents.Published;
using static Metrics.Documents.Page.Markup.Html;

namespace Metrics.Documents.Page.Sections;

/// <summary>What applicants thought (好差评).</summary>
static class Ratings
{
    const string Table = "ratings";
    const int Longest = 20;

    static readonly string[] _grades = ["very_satisfied", "satisfied", "fairly_satisfied", "dissatisfied", "very_dissatisfied"];

    internal static XElement Of(PageContent page)
    {
        if (page.Row(Table, PageView.All, PageView.All) is not { } all)
            return Picture.Section(Table, Picture.Note("nothing_rated"));
        var rows = page.Tables.Of(Table, page.Period).Where(r => r["district"] == page.View.District).ToList();
        var columns = string.Join(',', _grades) + ",good_rate";
        return Picture.Section(Table, Picture.Of("grades",
            Tag("p", Class("big"), Digits.Percent(all["good_rate"])),
            Tag("p", PageWords.Of("good_of", Digits.Grouped(_grades.Take(3).Sum(g => all.Count(g) ?? 0)), Digits.Grouped(all["rated"]))),
            PartsBar.Of(PageWords.Of("grades"), [.. _grades.Select(g => all.Count(g) ?? 0)]),
            Tag("ul", Class("key"), _grades.Select((grade, i) =>
                Tag("li", Tag("span", Class($"swatch part{i + 1}")), TableWords.Column(grade), " ", Tag("b", Digits.Grouped(all[grade]))))),
            page.Table(Table, "channel,rated," + columns, rows.Where(r => r["department"] == PageView.All), "grades_by_channel"),
            page.Table(Table, "department,rated," + columns, Worst(rows), "grades_by_department")));
    }

    static IEnumerable<PublishedRow> Worst(IEnumerable<PublishedRow> rows) =>
        rows.Where(r => r["department"] != PageView.All && r["channel"] == PageView.All)
            .OrderByDescending(r => r.Count("dissatisfied") + r.Count("very_dissatisfied")).ThenBy(r => r["department"], StringComparer.Ordinal).Take(Longest);
}
