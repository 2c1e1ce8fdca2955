using System.Xml.Linq;
using Metrics.Documents.Page.Charts;
using Metrics.Documents.Page.Content;
using Metrics.Documents.Page.Markup;
using Metrics.Documents.Published;

namespace Metrics.Documents.Page.Sections;

/// <summary>What the catalogue claims of its items, against what became of their cases.</summary>
static class Claims
{
    const int Longest = 20;

    static readonly string[] _kept = ["same_day_rate", "one_trip_rate", "early_rate"];

    internal static XElement Of(PageContent page)
    {
        if (!page.View.IsCity)
            return Picture.Section("claims", Picture.Note("items_of_the_city"));
        var claims = page.Tables.Find("item_claims", page.Period, PageView.All, PageView.All);
        var items = page.Tables.Find("service_items", page.Period);
        Bar[] bars = [.. _kept.Select(rate => RateBar.Of(claims, rate)).Append(RateBar.Of(items, "cut_rate")).OfType<Bar>()];
        return Picture.Section("claims", Picture.Of("claims_kept",
            bars.Length == 0 ? Picture.Note("nothing_finished") : BarChart.Of(PageWords.Of("claims_kept"), bars),
            page.Table("item_claims",
                "ended,early,early_rate,immediate,same_day,same_day_rate,one_trip,one_trip_kept,one_trip_rate", [claims]),
            page.Table("service_items",
                "items,immediate_items,one_trip_items,high_frequency_items,limited_items,statutory_days,promised_days,cut_rate", [items]),
            Broken(page)));
    }

    static XElement? Broken(PageContent page) => page.Table("item_claims",
        "item_code,ended,immediate,same_day,same_day_rate,one_trip,one_trip_kept,one_trip_rate",
        page.Tables.Of("item_claims", page.Period).Where(r => r["item_code"] != PageView.All && Missed(r) > 0)
            .OrderByDescending(Missed).ThenBy(r => r["item_code"], StringComparer.Ordinal).Take(Longest),
        "claims_broken");

    static long? Missed(PublishedRow row) => row.Count("immediate") - row.Count("same_day") + row.Count("one_trip") - row.Count("one_trip_kept");
}
