using System.Xml.Linq;
using Metrics.Documents.Page.Charts;
using Metrics.Documents.Page.Content;
using Metrics.Documents.Page.Markup;
using Metrics.Documents.Published;
using static Metrics.Documents.Page.Markup.Html;

namespace Metrics.Documents.Page.Sections;

/// <summary>Who has most late cases. Where fewer than five were finished nobody is ranked: they stand below, marked.</summary>
static class Ranking
{
    const int Drawn = 10;
    const int SmallBelow = 5;

    /// <param name="word">Of the picture's title.</param>
    /// <param name="rows">One for each that is ranked.</param>
    /// <param name="named">Key column that names them.</param>
    /// <param name="longest">Rows of the table.</param>
    /// <param name="finished">Column of what was finished: <c>finished</c> or <c>ended</c>.</param>
    internal static XElement? Of(
        PageContent page, string word, string table, IEnumerable<PublishedRow> rows, string named, string finished, string columns, int longest)
    {
        var worst = rows.OrderBy(IsSmall).ThenByDescending(Late).ThenByDescending(r => r.Count(finished)).ThenBy(r => r[named], StringComparer.Ordinal)
            .Take(longest).ToList();
        if (worst.Count == 0)
            return null;
        var most = Math.Max(1, worst.Max(Late));
        var bars = worst.Where(r => !IsSmall(r)).Take(Drawn).Select(r => Bar(r, muted: false))
            .Concat(worst.Where(IsSmall).Take(3).Select(r => Bar(r, muted: true)));
        return Picture.Of(word,
            BarChart.Of(PageWords.Of(word), [.. bars], "late"),
            worst.Any(IsSmall) ? Tag("p", Class("legend"), PageWords.Of("small_not_ranked")) : null,
            page.Table(table, columns, worst));

        long Late(PublishedRow row) => (row.Count(finished) - row.Count("on_time")) ?? 0;

        bool IsSmall(PublishedRow row) => row.Count(finished) < SmallBelow;

        Bar Bar(PublishedRow row, bool muted) => new(page.Name(named, row[named]),
            $"{Digits.Grouped(Late(row))} / {Digits.Grouped(row[finished])}", (double)Late(row) / most, Digits.Percent(row["on_time_rate"]), muted);
    }
}
