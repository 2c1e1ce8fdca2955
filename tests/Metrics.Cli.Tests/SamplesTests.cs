using Metrics.Cli.Tests.Generate;

namespace Metrics.Cli.Tests;

/// <summary>The samples give the numbers that their readme works out by hand.</summary>
public sealed class SamplesTests
{
    internal static string Samples { get; } = Repository.File("samples");

    [Theory]
    [InlineData("one-case", "2019-10,business_setup,330106,one_net,")]
    [InlineData("one-project", "2019-03,industrial_permit,330109,one_window,")]
    public void The_row_of_approval_time_is_that_of_the_readme(string sample, string key)
    {
        using var summary = new SummaryFolder(Path.Combine(Samples, sample), "2019-10-31");
        var row = Assert.Single(summary.Lines("approval_time.csv"), l => l.StartsWith(key, StringComparison.Ordinal));
        Assert.Contains($"`{row}`", File.ReadAllText(Path.Combine(Samples, "README.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void Stages_waiting_and_quality_of_the_one_case_are_those_of_the_readme()
    {
        using var summary = new SummaryFolder(Path.Combine(Samples, "one-case"), "2019-10-31");
        var stages = summary.Table("stage_time.csv").Where(r => r["period"] == "2019-10" && r["policy"] != "*" && r["district"] != "*");
        Assert.Equal(["* 2", "invoice 1", "registration 0", "seal 1", "social_insurance 2"], stages.Select(r => $"{r["stage"]} {r["net_max"]}"));
        Assert.Equal("1", Assert.Single(summary.Table("intake_time.csv"), r => r["period"] == "2019-09" && r["district"] != "*" && r["channel"] != "*")["wait_max"]);
        Assert.Equal(["8 0 0", "4 1 1", "4 0 0"], summary.Table("quality.csv").Select(r => $"{r["lines"]} {r["duplicate"]} {r["missing_field"]}"));
    }

    [Fact]
    public void Four_systems_of_a_business_set_up_become_cases_of_four_stages()
    {
        using var summary = new SummaryFolder(Path.Combine(Samples, "set-up"), "2019-03-31");
        var readme = File.ReadAllText(Path.Combine(Samples, "README.md"));
        var row = Assert.Single(summary.Lines("approval_time.csv"), l => l.StartsWith("2019-03,business_setup,330106,*,", StringComparison.Ordinal));
        Assert.Contains($"`{row}`", readme, StringComparison.Ordinal);
        var stages = summary.Table("stage_time.csv").Where(r => r["period"] == "2019-03" && r["policy"] != "*" && r["district"] != "*");
        // Days of the three cases, worked out in the readme: their mean, and in how many the stage was the last.
        Assert.Equal(["* 12 1.00 3", "invoice 3 1.67 2", "registration 3 0.00 0", "seal 3 1.33 0", "social_insurance 3 1.00 1"],
            stages.Select(r => $"{r["stage"]} {r["done"]} {r["net_mean"]} {r["last"]}"));
        Assert.Equal(["6 6", "12 12", "6 6", "6 6"], summary.Table("quality.csv").Select(r => $"{r["lines"]} {r["accepted"]}"));
    }

    [Fact]
    public async Task The_halls_spreadsheets_give_the_tables_of_its_csv()
    {
        var csv = await HallAsync("csv");
        Assert.Equal(csv, await HallAsync("xlsx"));
        Assert.Equal(csv, await HallAsync("xls"));
        // The numbers that the readme tells.
        Assert.Contains("\n2019,*,*,*,176,155,", csv, StringComparison.Ordinal);
        Assert.Contains("\nhall,办件明细,661,661,0,0,", csv, StringComparison.Ordinal);
    }

    /// <summary>All tables of one of the hall's files, whose extension is left out.</summary>
    static async Task<string> HallAsync(string extension)
    {
        var target = Directory.CreateTempSubdirectory("metrics-hall-").FullName;
        try
        {
            var hall = Path.Combine(Samples, "hall");
            var run = await MetricsProcess.RunAsync(
            [
                "summarize", "--logs", Path.Combine(hall, "办件明细." + extension), "--mappings", Path.Combine(hall, "mappings.json"),
                "--catalogue", Path.Combine(hall, "catalogue.csv"), "--as-of", "2019-12-31", "--out", target,
            ]);
            Assert.Equal((0, ""), (run.ExitCode, run.Error));
            var tables = Directory.GetFiles(target, "*.csv").Order(StringComparer.Ordinal).Select(File.ReadAllText);
            return string.Concat(tables).Replace($"办件明细.{extension},", "办件明细,", StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(target, recursive: true);
        }
    }
}
