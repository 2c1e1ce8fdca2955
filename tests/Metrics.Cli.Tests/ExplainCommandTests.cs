using System.Text.Json;

namespace Metrics.Cli.Tests;

/// <summary><c>metrics explain</c> as a process, over the samples.</summary>
public sealed class ExplainCommandTests
{
    const string SetUp = "33010619092900000001";
    const string PlanningPermit = "33010919030100000002";
    const string ConstructionPermit = "33010919030100000003";

    [Fact]
    public async Task The_sample_case_is_laid_out_day_by_day_in_plain_text()
    {
        var text = (await Explain("one-case", SetUp, "2019-10-31")).Output;
        Assert.Contains("finished on 2019-10-10 (all stages done) after 2 net working days: on time", text, StringComparison.Ordinal);
        Assert.Contains("2019-10-10 办结（各环节办结），审批用时 2 个工作日：按时", text, StringComparison.Ordinal);
        Assert.Contains("2019-10-10, promised at acceptance (受理时承诺): 2019-10-09", text, StringComparison.Ordinal);
        Assert.Matches(@"Tue 2019-10-08 +not counted: working day, correction", text);
        Assert.Matches(@"Thu 2019-10-10 +2 +day 2: working day +第2天：工作日", text);
        Assert.DoesNotContain("\u001b", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_the_whole_clock()
    {
        var clock = await Json("one-case", SetUp, "2019-10-31");
        Assert.Equal("2 3 1 11 2 2019-10-10 2019-10-09", string.Join(' ', new[] { "net_days", "strict_days", "paused_days", "gross_days", "limit_days", "due", "due_promised" }
            .Select(name => clock.GetProperty("clock").GetProperty(name).ToString())));
        var days = clock.GetProperty("days").EnumerateArray().ToList();
        Assert.Equal(11, days.Count);
        Assert.Equal([1, 2], days.Select(d => d.GetProperty("counted")).Where(n => n.ValueKind == JsonValueKind.Number).Select(n => n.GetInt32()));
        Assert.Equal("国庆节", days[1].GetProperty("holiday").GetString());
        Assert.Equal(JsonValueKind.Null, clock.GetProperty("project").ValueKind);
        Assert.Equal(["registration", "seal", "invoice", "social_insurance"], clock.GetProperty("stages").EnumerateArray().Select(s => s.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task A_project_is_explained_with_a_case_of_it_whichever()
    {
        var (planning, construction) = (await Json("one-project", PlanningPermit, "2019-03-31"), await Json("one-project", ConstructionPermit, "2019-03-31"));
        Assert.Equal(planning.GetProperty("project").GetRawText(), construction.GetProperty("project").GetRawText());
        var project = planning.GetProperty("project");
        Assert.Equal("7", project.GetProperty("clock").GetProperty("net_days").ToString());
        Assert.Equal([4, 4], project.GetProperty("parts").EnumerateArray().Select(p => p.GetProperty("net_days").GetInt32()));
        Assert.Equal(4, planning.GetProperty("clock").GetProperty("net_days").GetInt32());
    }

    [Fact]
    public async Task An_open_case_has_its_state_as_of_the_day() =>
        Assert.Equal("due_tomorrow", (await Json("one-case", SetUp, "2019-10-09")).GetProperty("clock").GetProperty("state").GetString());

    [Fact]
    public async Task A_case_that_no_line_names_ends_with_exit_code_2_and_says_so_in_both_languages()
    {
        var run = await Run("one-case", "nobody", "2019-10-31");
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("case 'nobody': found no event with this case_id in 3 log files", run.Error, StringComparison.Ordinal);
        Assert.Contains("办件“nobody”", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_not_accepted_yet_is_an_answer() =>
        Assert.Contains("Not accepted up to 2019-09-29: no clock runs", (await Explain("one-case", SetUp, "2019-09-29")).Output, StringComparison.Ordinal);

    static async Task<JsonElement> Json(string sample, string id, string asOf)
    {
        using var json = JsonDocument.Parse((await Explain(sample, id, asOf, "--json")).Output);
        return json.RootElement.Clone();
    }

    static async Task<MetricsProcess> Explain(string sample, string id, string asOf, params string[] more)
    {
        var run = await Run(sample, id, asOf, more);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return run;
    }

    static Task<MetricsProcess> Run(string sample, string id, string asOf, params string[] more)
    {
        var folder = Path.Combine(SamplesTests.Samples, sample);
        return MetricsProcess.RunAsync(
        [
            "explain", id, "--catalogue", Path.Combine(folder, "catalogue.csv"), "--policies", Path.Combine(folder, "policies.json"),
            "--as-of", asOf, .. more, "--logs", .. Directory.GetDirectories(Path.Combine(folder, "logs")),
        ]);
    }
}
