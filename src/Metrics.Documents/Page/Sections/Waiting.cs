using System.Xml.Linq;
using Metrics.Documents.Page.Charts;
using Metrics.Documents.Page.Content;
using Metrics.Documents.Page.Markup;
using Metrics.Documents.Published;
using static Metrics.Documents.Page.Markup.Html;

namespace Metrics.Documents.Page.Sections;

/// <summary>What waits: before acceptance, and what is open and overdue at the ends of twelve months.</summary>
static class Waiting
{
    internal static XElement Of(PageContent page) => Picture.Section("waiting", Tag("div", Class("grid"), Intake(page), Backlog(page), OverdueByAge.Of(page)));

    static XElement Intake(PageContent page)
    {
        string[] channels = [PageView.All, "one_window", "one_net", "other"];
        var rows = channels.Select(channel => page.Row("intake_time", channel)).OfType<PublishedRow>().ToList();
        if (rows.Count == 0)
            return Picture.Of("intake", Picture.Note("nothing_accepted"));
        var longest = Math.Max(5, rows.Max(r => r.Count("wait_p90") ?? 0));
        var bars = rows.Select(r =>
            new Bar(page.Name("channel", r["channel"]), Digits.Of("wait_p90", r["wait_p90"]), (double)(r.Count("wait_p90") ?? 0) / longest));
        var all = rows[0];
        return Picture.Of("intake",
            Tag("p", PageWords.Of("within_5_of", Digits.Grouped(all["within_5"]), Digits.Grouped(all["received"]))),
            BarChart.Of(PageWords.Of("intake_definition"), [.. bars]),
            page.Table("intake_time", "channel,accepted,received,wait_mean,wait_p50,wait_p90,wait_max,within_5", rows));
    }

    static XElement Backlog(PageContent page)
    {
        var months = page.View.Months(page.Source.AsOf)
            .Select(m => (Month: m, Row: page.Tables.Find("backlog", m.ToString(), PageView.All, page.View.District, PageView.All))).ToList();
        if (months.All(m => m.Row is null))
            return Picture.Of("backlog", Picture.Note("nothing_open"));
        var columns = months.Select(m => new Column(m.Month, Open(m.Row), m.Row?.Count("overdue") ?? 0));
        return Picture.Of("backlog",
            MonthColumns.Of(PageWords.Of("backlog_definition"), [.. columns]),
            page.Table("backlog", "month,open,resting,overdue,paused", months.Select(m => m.Row), "backlog"),
            page.Table("backlog", "policy,open,resting,overdue,paused",
                page.Tables.Of("backlog", page.Month).Where(r => r["district"] == page.View.District && r["channel"] == PageView.All), "backlog_by_policy"));
    }

    /// <summary>Resting projects wait for their applicants, and are overdue all the same when they are late.</summary>
    static long Open(PublishedRow? row) => row is null ? 0 : (row.Count("open") ?? 0) + (row.Count("resting") ?? 0);
}
