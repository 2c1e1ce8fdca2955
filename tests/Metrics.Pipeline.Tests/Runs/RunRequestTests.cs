using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Metrics.Pipeline.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace Metrics.Pipeline.Tests.Runs;

public sealed class RunRequestTests(TestStorage storage)
{
    [Theory]
    [InlineData("2019-12-31T15:59:59Z", "2019-12-30")]
    [InlineData("2019-12-31T16:00:00Z", "2019-12-31")] // midnight in China
    public async Task The_nightly_run_speaks_of_yesterday_in_china(string now, string expected)
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount(), ["AsOf="], s => s.AddSingleton<TimeProvider>(LaterTime.At(now)));
        Assert.Equal(DateOnly.ParseExact(expected, "yyyy-MM-dd"), host.Get<RunRequests>().NightlyDay);
    }

    [Theory]
    [InlineData("?as_of=2020-01-02", HttpStatusCode.BadRequest)]
    [InlineData("?as_of=2020-01-01", HttpStatusCode.Accepted)]
    [InlineData("?as_of=2020-1-1", HttpStatusCode.BadRequest)]
    [InlineData("?as_of=", HttpStatusCode.BadRequest)]
    [InlineData("?known_on=yesterday", HttpStatusCode.BadRequest)]
    [InlineData("?known_on=2019-03-01", HttpStatusCode.Accepted)]
    public async Task A_run_is_for_a_day_up_to_today(string query, HttpStatusCode expected)
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount(), services: s => s.AddSingleton<TimeProvider>(LaterTime.At("2019-12-31T17:00:00Z")));
        var answer = await host.Client.PostAsync("/api/runs" + query, null, Stop);
        Assert.Equal(expected, answer.StatusCode);
        if (expected == HttpStatusCode.BadRequest)
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task The_days_may_come_as_a_json_body()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        var answer = await host.Client.PostAsync("/api/runs", JsonContent.Create(new { as_of = "2019-06-30", known_on = "2019-03-01" }), Stop);
        var run = (await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!;
        Assert.Equal(("2019-06-30", "2019-03-01"), (run["as_of"]!.ToString(), run["known_on"]!.ToString()));
        foreach (var body in (string[])["{", "[]", """{"as_of":1}"""])
        {
            var refused = await host.Client.PostAsync("/api/runs", new StringContent(body), Stop);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.StartsWith("请求正文无法读取", (await refused.Content.ReadFromJsonAsync<JsonNode>(Stop))!["detail_zh"]!.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory, InlineData("/api/runs/none"), InlineData("/api/runs/a%2fb"), InlineData("/api/runs/..%5c"), InlineData("/api/runs/x'%20or%201")]
    public async Task A_run_that_is_not_there_is_404(string path)
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync(path, Stop)).StatusCode);
    }

    [Fact]
    public async Task The_nightly_run_fired_twice_gives_two_runs_and_one_publication()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        await host.PutExampleAsync(Repository.Example(1));
        await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
            Assert.Equal(HttpStatusCode.Accepted, (await host.Client.PostAsync("/admin/functions/NightlyRun", null, Stop)).StatusCode)));
        var ids = new List<string>();
        await foreach (var row in host.Account.Runs.QueryAsync<RunRow>(cancellationToken: Stop))
            ids.Add(row.RowKey);
        Assert.Equal(2, ids.Count);
        var runs = await Task.WhenAll(ids.Select(id => host.WaitForRunAsync("/api/runs/" + id)));
        Assert.Single(runs.Select(r => r["publication"]!.ToString()).Distinct());
        Assert.All(runs, r => Assert.Equal("2019-12-31", r["as_of"]!.ToString()));
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
