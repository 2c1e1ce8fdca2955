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
}
