using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs.Models;
using Metrics.Pipeline.Runs;
using Metrics.Pipeline.Steps;

namespace Metrics.Pipeline.Tests.Steps;

public sealed class RunTests(TestStorage storage)
{
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

    [Theory, InlineData("1.csv.gz"), InlineData("1.XLSX"), InlineData("1.csv")]
    public async Task A_step_takes_in_so_many_bytes_and_a_packed_log_counts_as_it_is_likely_to_be_unpacked(string first)
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount(), ["IngestStepBytes=1000"]);
        await host.PutReferenceAsync("catalogue.csv", Logs.Catalogue);
        foreach (var (name, bytes) in ((string, int)[])[(first, 60), ("2.csv", 300), ("3.csv", 200)])
            await host.DropAsync($"one_window/{name}", Logs.Utf8(new string('x', bytes)));
        var run = await host.RunAsync();
        var plan = await host.Get<RunFolder>().FindPlanAsync(run["id"]!.ToString(), Stop);
        Assert.Equal(first == "1.csv" ? [3] : [2, 1], plan!.Batches.Select(b => b.Count));
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
        var damaged = new BlobUploadOptions { Metadata = new Dictionary<string, string> { ["sha256"] = new('0', 64) } };
        await host.Account.Partials.GetBlobClient($"{run.RowKey}/inputs.json").UploadAsync(BinaryData.FromString("{}"), damaged, Stop);
        await host.Account.Work.SendMessageAsync(new WorkMessage(WorkStep.Merge, run.RowKey).ToString(), Stop);
        var ended = await host.WaitForRunAsync("/api/runs/" + run.RowKey);
        Assert.Equal("failed", ended["state"]!.ToString());
        Assert.Contains($"{run.RowKey}/inputs.json", ended["error"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_is_no_step_poisons_nothing_else()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount(),
            ["AzureFunctionsJobHost:extensions:queues:visibilityTimeout=00:00:01", "Logging:LogLevel:Default=None"]);
        foreach (var text in (string[])["", "{", """{"step":"dance"}""", """{"step":"pull","run":"../x"}"""])
            await host.Account.Work.SendMessageAsync(text, Stop);
        await host.PutExampleAsync(Repository.Example(1));
        Assert.Equal("partial", (await host.RunAsync())["state"]!.ToString());
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
