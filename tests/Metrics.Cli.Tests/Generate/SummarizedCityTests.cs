using System.Globalization;
using Metrics.CaseLogs;

namespace Metrics.Cli.Tests.Generate;

/// <summary>The generated city through the whole of <c>metrics summarize</c>.</summary>
public sealed class SummarizedCityTests(GeneratedFolder city) : IClassFixture<GeneratedFolder>
{
    [Fact]
    public void Quality_counts_what_the_report_states()
    {
        using var target = new SummaryFolder(city.Path, "2019-12-31");
        var rows = target.Table("quality.csv");
        long Sum(string column) => rows.Sum(r => long.Parse(r[column], CultureInfo.InvariantCulture));
        Assert.Equal(city.Counts.Files, rows.Count);
        Assert.Equal(city.Counts.Lines, Sum("lines"));
        Assert.Equal(city.Counts.Repeated.Sum(), Sum("duplicate"));
        Assert.Equal(city.Counts.Rejected, RejectReasons.Codes.Select(Sum));
    }

    [Fact]
    public void Promises_are_mostly_kept_and_by_some_departments_better_than_by_others()
    {
        using var target = new SummaryFolder(city.Path, "2019-12-31");
        var rates = target.Table("item_time.csv").Where(r => r["period"] == "2019" && r["item_code"] == "*")
            .Select(r => decimal.Parse(r["on_time_rate"], CultureInfo.InvariantCulture)).ToList();
        Assert.All(rates, r => Assert.InRange(r, 0.65m, 0.995m));
        Assert.True(rates.Max() - rates.Min() > 0.15m);
    }

    [Fact]
    public void All_four_policies_and_the_promises_have_finished_cases_and_a_backlog()
    {
        string[] policies = ["business_setup", "government_permit", "industrial_permit", "promised", "social_permit"];
        using var target = new SummaryFolder(city.Path, "2019-12-31");
        string[] Whole(string table, string period) => [.. target.Table(table)
            .Where(r => r.Values.First() == period && r["policy"] != "*" && r["district"] == "*" && r["channel"] == "*").Select(r => r["policy"])];
        Assert.Equal(policies, Whole("approval_time.csv", "2019"));
        Assert.Equal(policies, Whole("backlog.csv", "2019-12"));
    }

    [Fact]
    public void The_slips_that_are_made_on_purpose_give_warnings_and_nothing_else_does()
    {
        using var target = new SummaryFolder(city.Path, "2019-12-31");
        var codes = target.Table("warnings.csv").Select(r => r["code"]).ToHashSet();
        Assert.Superset(new HashSet<string>(["accepted_again", "after_end", "decided_again", "event_id_conflict"]), codes);
        codes.ExceptWith(["accepted_again", "after_end", "decided_again", "event_id_conflict", "pause_end_without_start", "project_code_missing"]);
        Assert.Empty(codes);
    }

    [Fact]
    public void A_plain_city_makes_no_slips()
    {
        using var plain = new GeneratedFolder(new(20_000, 42, 2019, Plain: true));
        using var target = new SummaryFolder(plain.Path, "2019-12-31");
        Assert.DoesNotContain(target.Table("warnings.csv"), r => r["code"] != "project_code_missing");
    }
}
