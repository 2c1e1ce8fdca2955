using System.Xml.Linq;
using Metrics.Documents.Page.Charts;
using Metrics.Documents.Page.Content;
using Metrics.Documents.Page.Markup;

namespace Metrics.Documents.Page.Sections;

/// <summary>What is available online, what is realised, what is handled so, and what stands in the hall.</summary>
static class Online
{
    internal static XElement Of(PageContent page)
    {
        var items = page.View.IsCity ? page.Tables.Find("service_items", page.Period) : null;
        var (handling, realisation) = (page.Row("online_handling", PageView.All), page.Row("online_realisation"));
        Bar?[] bars =
        [
            RateBar.Of(items, "online_available_rate"), RateBar.Of(items, "full_online_rate"), RateBar.Of(realisation, "realised_rate"),
            RateBar.Of(realisation, "realised_items_rate"), RateBar.Of(handling, "online_rate"), RateBar.Of(handling, "no_visit_rate"),
            RateBar.Of(items, "hall_rate"),
        ];
        return Picture.Section("online", Picture.Of("online_rates",
            page.View.IsCity ? null : Picture.Note("items_of_the_city"),
            bars.Any(b => b is not null) ? BarChart.Of(PageWords.Of("online_rates"), [.. bars.OfType<Bar>()]) : Picture.Note("nothing_accepted"),
            page.Table("online_handling", "accepted,one_net,one_window,other,online_rate,no_visit,no_visit_rate,refused,withdrawn", [handling]),
            page.Table("online_realisation", "capable_cases,capable_one_net,realised_rate,capable_items,realised_items,realised_items_rate", [realisation]),
            page.Table("service_items",
                "items,online_should,online_items,online_available_rate,licence_items,licence_should_enter,licence_in_hall,hall_rate,"
                + "full_online_items,full_online_rate",
                [items])));
    }
}
