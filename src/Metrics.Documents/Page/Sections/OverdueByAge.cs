using System.Xml.Linq;
using Metrics.Documents.Evidence;
using Metrics.Documents.Page.Charts;
using Metrics.Documents.Page.Content;
using Metrics.Documents.Page.Markup;

namespace Metrics.Documents.Page.Sections;

/// <summary>How long what is overdue on as_of has been so. Only the evidence says it, and only of that day.</summary>
static class OverdueByAge
{
    /// <summary>Null: there is no evidence, or the view ends before as_of.</summary>
    internal static XElement? Of(PageContent page)
    {
        if (page.Source.Overdue is not { } ages || page.Month != Month.Of(page.Source.AsOf.Year, page.Source.AsOf.Month).ToString())
            return null;
        var counts = ages.Of(page.View.District);
        var most = Math.Max(1, counts.Max());
        var bars = counts.Select((count, age) => new Bar(Label(age), Digits.Grouped(count), (double)count / most));
        return Picture.Of("overdue_ages",
            BarChart.Of(PageWords.Of("overdue_ages"), [.. bars], "late"),
            PageTable.Of(PageWords.Of("overdue_ages"), [PageWords.Of("days_over"), PageWords.Of("units")],
                counts.Select((count, age) => (IReadOnlyList<Bilingual>)[Label(age), Drawing.Same(Digits.Grouped(count))]),
                CsvLink.Of("overdue_ages", page.Source.Id, [["days_over", "units"], .. counts.Select((count, age) => (string[])[Label(age).En, $"{count}"])])));
    }

    static Bilingual Label(int age)
    {
        var ages = OverdueAges.From;
        return age + 1 < ages.Count ? Drawing.Same($"{ages[age]}–{ages[age + 1] - 1}") : Drawing.Same($"{ages[age]}+");
    }
}
