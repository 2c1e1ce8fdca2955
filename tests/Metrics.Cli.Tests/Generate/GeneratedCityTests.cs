using Metrics.Cli.Generate.Faults;

namespace Metrics.Cli.Tests.Generate;

public sealed class GeneratedCityTests(GeneratedFolder city) : IClassFixture<GeneratedFolder>
{
    [Fact]
    public void The_same_arguments_give_the_same_bytes()
    {
        using var again = new GeneratedFolder();
        Assert.Equal(city.Fingerprint(), again.Fingerprint());
    }

    // Pinned, so that another machine, processor or version of .NET that gives other bytes is seen. Whoever changes the
    // generated city changes it too.
    [Fact]
    public void The_bytes_of_a_known_city_do_not_change()
    {
        using var known = new GeneratedFolder(new(300, 1, 2019, Plain: false));
        Assert.StartsWith("0e6bc62a67f45d0adff6ca6cc5d79bc6cb4484f1bc2312c96e", known.Fingerprint(), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_seed_gives_other_logs_of_the_same_city()
    {
        using var other = new GeneratedFolder(new(20_000, 43, 2019, Plain: false));
        Assert.Equal(city.Files, other.Files);
        Assert.Equal(city.Read("catalogue.csv"), other.Read("catalogue.csv"));
        Assert.NotEqual(city.Read("logs/one_net/2019/05.csv"), other.Read("logs/one_net/2019/05.csv"));
    }

    [Fact]
    public void A_leap_year_has_its_own_days()
    {
        using var leap = new GeneratedFolder(new(2000, 1, 2024, Plain: true));
        Assert.Contains("2024-02-29", System.Text.Encoding.UTF8.GetString(leap.Read("logs/one_net/2024/02.csv")), StringComparison.Ordinal);
        Assert.Contains("2024-12-31", System.Text.Encoding.UTF8.GetString(leap.Read("logs/one_net/2024/12.csv")), StringComparison.Ordinal);
    }

    [Theory, InlineData(1), InlineData(2), InlineData(37)]
    public void A_city_of_few_cases_is_generated_too(int cases)
    {
        using var small = new GeneratedFolder(new(cases, 1, 2019, Plain: false));
        Assert.Equal(94, small.Counts.Files);
        Assert.True(small.Counts.Lines >= cases);
    }

    [Fact]
    public void The_layout_is_a_catalogue_policies_a_register_and_a_folder_of_logs_for_each_source()
    {
        string[] expected =
        [
            "catalogue.csv",
            .. Months("logs/one_net/2019/", ".csv"), .. Quarters("logs/one_net/ratings/", ".ndjson"), "logs/one_net/resent/2019.ndjson.gz",
            .. Months("logs/one_window/2019-", ".csv"), .. Exports(330111, 330112, 330122, 330127, 330182), .. Quarters("logs/one_window/queue/", ".csv"), "logs/one_window/resent/2019.csv.gz",
            "policies.json", "register.csv",
        ];
        Assert.Equal(expected, city.Files);
        Assert.Equal(expected.Length - 3, city.Counts.Files);
    }

    [Fact]
    public void A_plain_city_has_two_sources_month_by_month_and_nothing_wrong()
    {
        using var plain = new GeneratedFolder(new(3000, 42, 2019, Plain: true));
        string[] expected =
            ["catalogue.csv", .. Months("logs/one_net/2019/", ".csv"), .. Months("logs/one_window/2019-", ".csv"), "policies.json", "register.csv"];
        Assert.Equal(expected, plain.Files);
        Assert.All(FaultRates.All, r => Assert.Equal((r.Name, 0), (r.Name, plain.Counts.Planted[r.Fault])));
        Assert.All(plain.Files.Where(f => f.StartsWith("logs/", StringComparison.Ordinal)), f =>
            Assert.All(plain.Read(f), b => Assert.InRange(b, (byte)'\n', (byte)'z')));
    }

    [Fact]
    public void The_report_states_every_count_and_the_rate_that_was_aimed_at()
    {
        using var text = new StringWriter();
        city.Counts.Report(text);
        var lines = text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(6 + FaultRates.All.Count, lines.Length);
        Assert.Equal("cases 20000", Words(lines[0]));
        Assert.Equal($"lines {city.Counts.Lines}", Words(lines[2]));
        Assert.Contains(lines, l => Words(l) == $"bad_rating {city.Counts.Planted[Fault.BadRating]} 1 in 1000 rated lines");
    }

    [Fact]
    public void Every_fault_is_planted_at_about_its_rate_even_in_a_city_of_few_cases()
    {
        Assert.All(FaultRates.All, r => Assert.NotEqual((r.Name, 0), (r.Name, city.Counts.Planted[r.Fault])));
        Assert.InRange(city.Counts.Rejected, city.Counts.Lines / 500, city.Counts.Lines / 200);
        Assert.InRange(city.Counts.Duplicate, city.Counts.Lines / 150, city.Counts.Lines / 50);
    }

    [Fact]
    public void The_documented_rates_are_those_of_the_code()
    {
        var documented = File.ReadAllLines(Repository.File("docs/decisions/generated-city.md")).Select(l => l.Trim().Split(" | "))
            .Where(l => l[0].StartsWith("| `", StringComparison.Ordinal)).Select(l => $"{l[0]} {l[1]}");
        Assert.Equal(FaultRates.All.Select(r => $"| `{r.Name}` {r.Rate}"), documented);
    }

    [Fact]
    public void The_names_of_faults_are_unique() =>
        Assert.Equal(FaultRates.All.Count, FaultRates.All.Select(r => r.Name).Distinct().Count());

    static string Words(string line) => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    static IEnumerable<string> Months(string before, string after) => Enumerable.Range(1, 12).Select(m => $"{before}{m:00}{after}");
    static IEnumerable<string> Exports(params int[] districts) => districts.SelectMany(d => Months($"logs/one_window/exports/{d}/2019-", ".csv"));
    static IEnumerable<string> Quarters(string before, string after) => Enumerable.Range(1, 4).Select(q => $"{before}2019-Q{q}{after}");
}
