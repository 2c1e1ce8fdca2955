using System.Xml.Linq;
using Metrics.Documents.Page.Content;
using Metrics.Documents.Published;
using static Metrics.Documents.Page.Markup.Html;

namespace Metrics.Documents.Page.Sections;

/// <summary>Departments, items and districts by late cases.</summary>
static class Late
{
    const int Worst = 20;
    const string ItemColumns = "ended,on_time,on_time_rate,net_mean,net_p50,net_p90,net_max";

    internal static XElement Of(PageContent page)
    {
        if (!page.View.IsCity)
            return Picture.Section("late", Picture.Note("items_of_the_city"));
        var items = page.Tables.Of("item_time", page.Period);
        XElement?[] pictures =
        [
            Ranking.Of(page, "late_departments", "item_time", items.Where(r => IsOne(r, "department") && !IsOne(r, "item_code")), "department", "ended",
                "department," + ItemColumns, Worst),
            Ranking.Of(page, "late_items", "item_time", items.Where(r => IsOne(r, "item_code")), "item_code", "ended",
                "item_code," + ItemColumns, Worst),
            Ranking.Of(page, "late_districts", "approval_time", page.Tables.Of("approval_time", page.Period).Where(IsDistrict), "district", "finished",
                "district,finished,on_time,on_time_rate,overdue,kept_rate,net_mean,net_p50,net_p90,net_max", int.MaxValue),
        ];
        return Picture.Section("late",
            pictures.All(p => p is null) ? Picture.Note("not_in_this_file", page.Source.LastYear) : Tag("div", Class("grid"), pictures));
    }

    static bool IsDistrict(PublishedRow row) => row["policy"] == PageView.All && IsOne(row, "district") && row["channel"] == PageView.All;

    static bool IsOne(PublishedRow row, string column) => row[column] != PageView.All;
}
