using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Metrics.Calendars;
using Metrics.CaseLogs;
using Metrics.Events;
using Metrics.Explaining;
using Metrics.Policies;

namespace Metrics.Pipeline.Tests.Web;

/// <summary>A case's clock over HTTP, and the due dates that a new notice moved.</summary>
public sealed class CaseClockTests(TestStorage storage)
{
    const string SetUp = "33010619092900000001";
    const string PlanningPermit = "33010919030100000002";

    [Fact]
    public async Task The_clock_is_that_of_the_logs_themselves_byte_for_byte()
    {
        await using var host = await StartAsync("one-case");
        var http = await host.Client.GetStringAsync($"/api/cases/{SetUp}/clock?as_of=2019-10-31", Stop);
        Assert.Equal(OfLogs("one-case", SetUp, "2019-10-31"), http);
    }

    [Fact]
    public async Task A_small_city_explains_the_project_too_and_a_large_one_says_where_to_ask()
    {
        await using var small = await StartAsync("one-project");
        await using var large = await StartAsync("one-project", "FoldTogetherUpTo=0");
        var path = $"/api/cases/{PlanningPermit}/clock?as_of=2019-03-31";
        Assert.Equal(OfLogs("one-project", PlanningPermit, "2019-03-31"), await small.Client.GetStringAsync(path, Stop));
        var alone = (await large.Client.GetFromJsonAsync<JsonNode>(path, Stop))!;
        Assert.Equal("4", alone["clock"]!["net_days"]!.ToString());
        Assert.Contains("metrics explain", alone["project"]!["text"]!["en"]!.ToString(), StringComparison.Ordinal);
        Assert.Null(alone["project"]!["clock"]);
    }

    [Fact]
    public async Task The_day_is_the_nightly_runs_unless_the_caller_names_one_and_the_calendar_may_be_an_earlier_one()
    {
        await using var host = await StartAsync("one-case");
        Assert.Equal("2019-12-31", (await ClockAsync(host, SetUp, ""))["as_of"]!.ToString());
        var then = await ClockAsync(host, SetUp, "?as_of=2019-10-08&known_on=2018-11-01");
        Assert.Equal(("2018-11-01", "2019-09-30"), (then["known_on"]!.ToString(), then["clock"]!["provisional"]!.ToString()));
    }

    [Theory]
    [InlineData($"{SetUp}/clock?as_of=2019-13-01", HttpStatusCode.BadRequest)]
    [InlineData($"{SetUp}/clock?known_on=then", HttpStatusCode.BadRequest)]
    [InlineData($"{SetUp}/clock?as_of=9999-01-01", HttpStatusCode.BadRequest)]
    [InlineData("nobody/clock", HttpStatusCode.NotFound)]
    [InlineData("a%2Fb/clock", HttpStatusCode.NotFound)]
    public async Task What_cannot_be_answered_is_a_problem_in_both_languages(string path, HttpStatusCode expected)
    {
        await using var host = await StartAsync("one-case");
        var answer = await host.Client.GetAsync("/api/cases/" + path, Stop);
        Assert.Equal((expected, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.NotNull((await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!["detail_zh"]);
    }

    [Fact]
    public async Task Without_a_catalogue_the_answer_says_what_is_missing()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        Assert.Equal(HttpStatusCode.Conflict, (await host.Client.GetAsync("/api/cases/C1/clock", Stop)).StatusCode);
    }

    [Fact]
    public async Task A_case_id_may_hold_a_slash_and_chinese()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        await host.PutReferenceAsync("catalogue.csv", Logs.Catalogue);
        await host.DropAsync("one_window/a.csv", Logs.Utf8("case_id,event,at,item_code,district\n市/2019-1,accepted,2019-12-30,A1,110101\n"));
        await host.RunAsync();
        var clock = await ClockAsync(host, Uri.EscapeDataString("市/2019-1"), "");
        Assert.Equal(("市/2019-1", "on_time"), (clock["case_id"]!.ToString(), clock["clock"]!["state"]!.ToString()));
    }

    [Theory, InlineData("FoldTogetherUpTo=2000000"), InlineData("FoldTogetherUpTo=0")]
    public async Task A_run_lists_how_many_due_dates_a_new_layer_moved_since_the_publication_before(string setting)
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount(), [setting]);
        await host.PutReferenceAsync("catalogue.csv", Logs.Catalogue);
        await host.DropAsync("one_window/good.csv", Logs.Good);
        var first = await host.RunAsync();
        var second = await host.RunAsync();
        await host.PutReferenceAsync("calendar/city.json", Logs.Utf8("""{ "layers": [ { "prefix": "1101", "holidays": [ { "name": "snow", "off": ["2020-01-03"] } ] } ] }"""));
        var third = await host.RunAsync();

        Assert.Null(first["due_dates"]);
        Assert.Null(second["due_dates"]);
        Assert.Equal($$"""{"open":1,"moved":1,"since":"{{second["publication"]}}"}""", third["due_dates"]!.ToJsonString());
    }

    async Task<TestHost> StartAsync(string sample, params string[] settings)
    {
        var host = await TestHost.StartAsync(storage.NewAccount(), settings);
        await host.PutExampleAsync(Repository.File("samples/" + sample));
        await host.RunAsync();
        return host;
    }

    /// <summary>The same object made from the files, without a store: what the command prints.</summary>
    static string OfLogs(string sample, string id, string asOf)
    {
        var folder = Repository.File("samples/" + sample);
        var files = Directory.EnumerateFiles(Path.Combine(folder, "logs"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(f => new LogFile(Path.GetFileName(Path.GetDirectoryName(f)!), Path.GetFileName(f), () => File.OpenRead(f))).ToList();
        var reference = Reference.Read(File.ReadAllBytes(Path.Combine(folder, "catalogue.csv")), File.ReadAllBytes(Path.Combine(folder, "policies.json")), CalendarBook.Shipped);
        using var shards = new EventShards(1);
        CaseLogReader.Read(files, shards, 1, stop: Stop);
        var history = CaseHistory.Find(shards.Read(0), id, reference, DateOnly.ParseExact(asOf, "yyyy-MM-dd"))!;
        var cases = new ProjectCases(history);
        cases.Add(shards.Read(0));
        return Encoding.UTF8.GetString(ClockJson.Write(CaseClock.Of(history, cases)));
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static async Task<JsonNode> ClockAsync(TestHost host, string id, string query) =>
        (await host.Client.GetFromJsonAsync<JsonNode>($"/api/cases/{id}/clock{query}", Stop))!;
}
