using System.Globalization;
using Metrics.CaseLogs;
using Metrics.Cli.Generate.Faults;

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
        Assert.Equal(city.Counts.Duplicate, Sum("duplicate"));
        Assert.Equal(FaultRates.Of(FaultGroup.Rejected).Select(r => (r.Name, city.Counts.Planted[r.Fault])), RejectReasons.Codes.Select(c => (c, Sum(c))));
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
    public void Mistakes_in_cases_give_as_many_warnings()
    {
        using var target = new SummaryFolder(city.Path, "2019-12-31");
        var warnings = target.Table("warnings.csv").ToDictionary(r => r["code"], r => long.Parse(r["count"], CultureInfo.InvariantCulture));
        Assert.Equal(city.Counts.Planted[Fault.AcceptedAgain], warnings["accepted_again"]);
        Assert.Equal(city.Counts.Planted[Fault.DecidedAgain], warnings["decided_again"]);
    }

    [Fact]
    public void A_plain_city_makes_no_mistakes()
    {
        using var plain = new GeneratedFolder(new(20_000, 42, 2019, Plain: true));
        using var target = new SummaryFolder(plain.Path, "2019-12-31");
        Assert.DoesNotContain(target.Table("warnings.csv"), r => r["code"] != "project_code_missing");
    }
}
