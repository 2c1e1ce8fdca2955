using System.Xml.Linq;
using Metrics.Documents.Page.Charts;
using Metrics.Documents.Page.Content;
using Metrics.Documents.Page.Markup;
using Metrics.Documents.Published;
using static Metrics.Documents.Page.Markup.Html;

namespace Metrics.Documents.Page.Sections;

/// <summary>The promises: of each policy how much was on time and was kept, how long it took, its twelve months, what is overdue now.</summary>
static class Promises
{
    const string Table = "approval_time";

    internal static XElement Of(PageContent page)
    {
        var last = page.View.LastMonth(page.Source.AsOf).LastDay;
        var policies = page.Source.Policies(Day.Min(last, Day.Of(page.Source.AsOf)).Date).ToList();
        return Picture.Section("promises",
            Tag("p", Class("definition"), PageWords.Of("promises_definition")),
            Tag("div", Class("cards"), policies.Select(policy => Card(page, policy))),
            page.Table(Table,
                "policy,finished,on_time,on_time_rate,on_time_strict,overdue,kept_rate,net_mean,net_p50,net_p90,net_max,gross_mean,denied,"
                + "extended,paused_days_mean",
                page.Tables.Of(Table, page.Period).Where(r => IsOf(page, r)).OrderBy(r => r["policy"] == PageView.All), "promises"),
            page.Table(Table, "period,policy,finished,on_time,on_time_rate,kept_rate",
                page.View.Months(page.Source.AsOf).SelectMany(month => page.Tables.Of(Table, month.ToString()).Where(r => IsOf(page, r))),
                "promises_by_month"));
    }

    static bool IsOf(PageContent page, PublishedRow row) => row["district"] == page.View.District && row["channel"] == PageView.All;

    static XElement Card(PageContent page, PolicyNames policy)
    {
        var row = page.Tables.Find(Table, page.Period, policy.Id, page.View.District, PageView.All);
        return Tag("article", Class("card"),
            Tag("h3", policy.Name),
            row is null ? Picture.Note("nothing_finished") : OnTime(row),
            Days(policy, row),
            Trend(page, policy),
            Overdue(page, policy));
    }

    static XElement OnTime(PublishedRow row) => Tag("div",
        Tag("p", Class("big"), Digits.Of("on_time_rate", row["on_time_rate"])),
        Tag("p", PageWords.Of("on_time_of", Digits.Grouped(row["on_time"]), Digits.Grouped(row["finished"])),
            row["small"] == "1" ? Tag("span", Class("mark"), PageWords.Of("small_sample")) : null),
        Tag("p", PageWords.Of("kept"), " ", Tag("b", Digits.Of("kept_rate", row["kept_rate"]))));

    static XElement Days(PolicyNames policy, PublishedRow? row)
    {
        var (median, p90) = (row?.Count("net_p50"), row?.Count("net_p90"));
        var says = PageWords.Of("days_against_limit", Said(median), Said(p90), policy.LimitDays);
        return Tag("div", LimitChart.Of(In(policy.Name, says), policy.LimitDays, median, p90), Tag("p", Class("legend"), says));

        static string Said(long? days) => days is { } known ? Digits.Grouped(known) : Digits.None;
    }

    static XElement? Trend(PageContent page, PolicyNames policy)
    {
        var rates = page.View.Months(page.Source.AsOf).Select(m => page.Tables.Find(Table, m.ToString(), policy.Id, page.View.District, PageView.All))
            .Select(row => (double?)row?.Number("on_time_rate")).ToList();
        var foot = MonthLine.Foot(rates);
        var says = PageWords.Of("twelve_months", Digits.Share(foot));
        return rates.All(r => r is null) ? null : Tag("div", MonthLine.Of(In(policy.Name, says), rates, foot), Tag("p", Class("legend"), says));
    }

    static XElement Overdue(PageContent page, PolicyNames policy)
    {
        var overdue = page.Tables.Find("backlog", page.Month, policy.Id, page.View.District, PageView.All)?["overdue"] ?? "0";
        return Tag("p", PageWords.Of("overdue_now"), " ", Tag("b", overdue == "0" ? null : Class("late-text"), Digits.Grouped(overdue)));
    }

    static Bilingual In(Bilingual name, Bilingual says) => new($"{name.Zh}：{says.Zh}", $"{name.En}: {says.En}");
}
