using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Metrics.Pipeline.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Metrics.Pipeline.Tests;

public sealed class RunTests(TestStorage storage)
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

    [Fact]
    public async Task A_run_reads_no_log_twice_and_its_record_adds_up()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        await host.PutReferenceAsync("catalogue.csv", Logs.Catalogue);
        await host.DropAsync("one_window/good.csv", Logs.Good);
        var first = await host.RunAsync();
        await host.DropAsync("one_window/mixed.csv", Logs.Mixed);
        var second = await host.RunAsync();

        Assert.Equal(("succeeded", 1, 1, 6), (first["state"]!.ToString(), Count(first, "files"), Count(first, "new_files"), Count(first, "lines")));
        Assert.Equal((2, 1, 13), (Count(second, "files"), Count(second, "new_files"), Count(second, "lines")));
        Assert.Equal(Count(second, "lines"), Count(second, "accepted") + Count(second, "duplicate") + Count(second, "rejected"));
        Assert.Equal(["fold", "load", "parse", "publish", "read", "store"], second["times_ms"]!.AsObject().Select(t => t.Key).Order());
        Assert.NotNull(second["warnings"]);

        static int Count(JsonNode run, string name) => run["counts"]![name]!.GetValue<int>();
    }

    [Fact]
    public async Task Newer_bytes_under_a_name_replace_the_older_and_a_log_gone_from_the_inbox_stays()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        await using var other = await TestHost.StartAsync(storage.NewAccount());
        await host.PutReferenceAsync("catalogue.csv", Logs.Catalogue);
        await host.DropAsync("one_window/a.csv", Logs.Mixed);
        await host.DropAsync("one_window/b.csv", Logs.Mixed);
        await host.RunAsync();
        await host.DropAsync("one_window/a.csv", Logs.Good);
        await host.Account.Inbox.GetBlobClient("one_window/b.csv").DeleteAsync(cancellationToken: Stop);
        var replaced = await host.RunAsync();

        await other.PutReferenceAsync("catalogue.csv", Logs.Catalogue);
        await other.DropAsync("one_window/a.csv", Logs.Good);
        await other.DropAsync("one_window/b.csv", Logs.Mixed);
        Assert.Equal((await other.RunAsync())["publication"]!.ToString(), replaced["publication"]!.ToString());
    }

    [Fact]
    public async Task One_step_a_shard_gives_the_bytes_of_one_step_for_all()
    {
        await using var together = await TestHost.StartAsync(storage.NewAccount());
        await using var apart = await TestHost.StartAsync(storage.NewAccount(), ["FoldTogetherUpTo=0", "IngestStepBytes=4000"]);
        foreach (var host in (TestHost[])[together, apart])
            await host.PutExampleAsync(Repository.Example(2));
        var (one, many) = (await together.RunAsync("?as_of=2020-01-31"), await apart.RunAsync("?as_of=2020-01-31"));
        Assert.Equal(await together.PublicationAsync(one["publication"]!.ToString()), await apart.PublicationAsync(many["publication"]!.ToString()));
    }

    [Fact]
    public async Task Current_moves_only_to_a_day_that_is_not_earlier()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        await host.PutExampleAsync(Repository.Example(1));
        var late = await host.RunAsync("?as_of=2019-12-31");
        var early = await host.RunAsync("?as_of=2019-06-30");
        var current = (await host.Client.GetFromJsonAsync<JsonNode>("/api/summaries/current", Stop))!;
        Assert.Equal(late["publication"]!.ToString(), current["id"]!.ToString());
        Assert.Equal((true, false), (late["is_current"]!.GetValue<bool>(), early["is_current"]!.GetValue<bool>()));
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync($"/api/summaries/{early["publication"]}/backlog", Stop)).StatusCode);
    }

    [Theory]
    [InlineData("item_code,kind,promised_days\nA1,licence,soon\n", "soon")]
    [InlineData(null, "catalogue.csv")]
    public async Task Reference_data_that_is_refused_ends_the_run_as_failed_with_the_reason(string? catalogue, string reason)
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        if (catalogue is not null)
            await host.PutReferenceAsync("catalogue.csv", Logs.Utf8(catalogue));
        var run = await host.RunAsync();
        Assert.Equal("failed", run["state"]!.ToString());
        Assert.Contains(reason, run["error"]!.ToString(), StringComparison.Ordinal);
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", run["error"]!.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync("/api/summaries/current", Stop)).StatusCode);
    }

    [Fact]
    public async Task A_step_that_fails_at_every_try_ends_the_run_as_failed_with_the_reason()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount(),
            ["AzureFunctionsJobHost:extensions:queues:visibilityTimeout=00:00:01", "Logging:LogLevel:Default=None"]);
        var run = new RunRow { RowKey = "2019-12-31-broken", AsOf = "2019-12-31", AskedAt = DateTimeOffset.UnixEpoch };
        await host.Account.Runs.AddEntityAsync(run, Stop);
        await host.Account.Queue(StepSender.QueueName).SendMessageAsync(new WorkMessage(WorkStep.Merge, run.RowKey).ToString(), Stop);
        var ended = await host.WaitForRunAsync("/api/runs/" + run.RowKey);
        Assert.Equal("failed", ended["state"]!.ToString());
        Assert.Contains("inputs of run", ended["error"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_is_no_step_poisons_nothing_else()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount(),
            ["AzureFunctionsJobHost:extensions:queues:visibilityTimeout=00:00:01", "Logging:LogLevel:Default=None"]);
        foreach (var text in (string[])["", "{", """{"step":"dance"}""", """{"step":"pull","run":"../x"}"""])
            await host.Account.Queue(StepSender.QueueName).SendMessageAsync(text, Stop);
        await host.PutExampleAsync(Repository.Example(1));
        Assert.Equal("partial", (await host.RunAsync())["state"]!.ToString());
    }

    [Fact]
    public async Task A_source_is_pulled_with_retries_and_one_that_stays_away_is_noted()
    {
        var asked = 0;
        var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        await using var city = builder.Build();
        city.MapGet("/export/2019-12-31", (HttpRequest request) => Interlocked.Increment(ref asked) == 1
            ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable)
            : request.Headers.Authorization == "Bearer token" ? Results.Bytes(Logs.Good) : Results.Unauthorized());
        await city.StartAsync(Stop);
        await using var host = await TestHost.StartAsync(storage.NewAccount(),
        [
            "Sources:0:Source=one_net", "Sources:0:Name=pulled/{date}.csv", $"Sources:0:Url={city.Urls.First()}/export/{{date}}", "Sources:0:Authorization=Bearer token",
            "Sources:1:Source=gone", "Sources:1:Name=x.csv", $"Sources:1:Url={city.Urls.First()}/nothing",
        ]);
        await host.PutReferenceAsync("catalogue.csv", Logs.Catalogue);
        var run = await host.RunAsync();
        Assert.Equal(("partial", 1, 2), (run["state"]!.ToString(), run["counts"]!["files"]!.GetValue<int>(), asked));
        Assert.Contains("gone", Assert.Single(run["notes"]!.AsArray())!.ToString(), StringComparison.Ordinal);
        Assert.Equal(6, (await host.Client.GetFromJsonAsync<JsonNode>("/api/logs/one_net/pulled/2019-12-31.csv", Stop))!["lines"]!.GetValue<int>());
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
