using System.Xml.Linq;
using Metrics.Documents.Page.Charts;
using Metrics.Documents.Page.Content;
using Metrics.Documents.Page.Markup;
using Metrics.Documents.Published;

namespace Metrics.Documents.Page.Sections;

/// <summary>Which stage is last, policy by policy.</summary>
static class Stages
{
    internal static XElement Of(PageContent page)
    {
        var policies = page.Tables.Of("stage_time", page.Period)
            .Where(r => r["policy"] != PageView.All && r["district"] == page.View.District).GroupBy(r => r["policy"]).ToList();
        return Picture.Section("stages",
            policies.Count == 0 ? Picture.Note("nothing_finished") : policies.Select(stages => Of(page, stages.Key, [.. stages])));
    }

    static XElement Of(PageContent page, string policy, IReadOnlyList<PublishedRow> rows)
    {
        var all = rows.First(r => r["stage"] == PageView.All);
        var stages = rows.Where(r => r != all).OrderByDescending(r => r.Count("last")).ToList();
        var bars = stages.Select(r => new Bar(page.Name("stage", r["stage"]), $"{Digits.Grouped(r["last"])} / {Digits.Grouped(all["last"])}",
            (r.Count("last") ?? 0) / Math.Max(1.0, all.Count("last") ?? 0)));
        return Picture.Of("stage_last",
            BarChart.Of(page.Name("policy", policy), [.. bars], "neutral"),
            page.Table("stage_time", "stage,done,net_mean,net_p50,net_p90,net_max,last", [.. stages, all]));
    }
}
