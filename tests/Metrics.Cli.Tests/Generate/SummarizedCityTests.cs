using System.Globalization;
using Metrics.CaseLogs;
using Metrics.Cli.Generate.Faults;
using Metrics.Registers;

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
    public void The_register_fills_every_indicator_of_the_year_and_its_checks_hold()
    {
        using var target = new SummaryFolder(city.Path, "2019-12-31");
        var shown = target.Table("register.csv").Where(r => r["period"] == "2019" && r["department"] == "*").Select(r => r["indicator"]);
        // A judgment that was not performed would break its check.
        Assert.Equal(IndicatorSet.Shipped.Ids.Except(["judgments_refused"]).Order(StringComparer.Ordinal), shown);
        Assert.Equal(["organs", "reconsiderations_intake", "reconsiderations_open", "reconsiderations_outcomes"],
            target.Table("register_checks.csv").Where(r => r["period"] == "2019" && r["department"] == "*").Select(r => r["check"]));
        Assert.All(target.Table("register_checks.csv"), r => Assert.Equal("1", r["holds"]));
    }

    [Fact]
    public void Each_mistake_in_a_case_gives_its_warning_and_nothing_else_does()
    {
        using var target = new SummaryFolder(city.Path, "2019-12-31");
        var warnings = target.Table("warnings.csv").ToDictionary(r => r["code"], r => long.Parse(r["count"], CultureInfo.InvariantCulture));
        foreach (var (fault, code) in Warnings)
        {
            Assert.Equal((code, city.Counts.Planted[fault]), (code, warnings[code]));
            warnings.Remove(code);
        }
        // Copies of a line in the words of another system differ; and a project's permit may lack its code.
        Assert.Superset(warnings.Keys.ToHashSet(), new HashSet<string>(["event_id_conflict", "project_code_missing"]));
    }

    static readonly (Fault Fault, string Code)[] Warnings =
    [
        (Fault.AcceptedAgain, "accepted_again"), (Fault.DecidedAgain, "decided_again"), (Fault.EndWithoutStart, "pause_end_without_start"),
        (Fault.StartedAfterEnd, "after_end"), (Fault.DecidedBeforeAccepted, "moved_to_acceptance"), (Fault.NeverAccepted, "never_accepted"),
        (Fault.PauseNeverEnded, "pause_never_ended"),
    ];

    [Fact]
    public void What_cases_claim_and_how_they_are_rated_is_in_the_tables()
    {
        using var target = new SummaryFolder(city.Path, "2019-12-31");
        Dictionary<string, string> Year(string table) => target.Table(table).First(r => r["period"] == "2019" && r.Values.Skip(1).Count(v => v == "*") >= 2);
        var claims = Year("item_claims.csv");
        Assert.All(["early_rate", "same_day_rate", "one_trip_rate"], c => Assert.InRange(decimal.Parse(claims[c], CultureInfo.InvariantCulture), 0.3m, 0.999m));
        Assert.InRange(decimal.Parse(Year("ratings.csv")["good_rate"], CultureInfo.InvariantCulture), 0.9m, 0.99m);
        Assert.InRange(decimal.Parse(Year("online_handling.csv")["no_visit_rate"], CultureInfo.InvariantCulture), 0.3m, 0.9m);
        var items = target.Table("service_items.csv").Single(r => r["period"] == "2019");
        Assert.InRange(decimal.Parse(items["cut_rate"], CultureInfo.InvariantCulture), 0.3m, 0.9m);
        Assert.InRange(decimal.Parse(items["full_online_rate"], CultureInfo.InvariantCulture), 0.05m, 0.9m);
    }

    [Fact]
    public void A_plain_city_makes_no_mistakes()
    {
        using var plain = new GeneratedFolder(new(20_000, 42, 2019, Plain: true));
        using var target = new SummaryFolder(plain.Path, "2019-12-31");
        Assert.DoesNotContain(target.Table("warnings.csv"), r => r["code"] != "project_code_missing");
    }
}
