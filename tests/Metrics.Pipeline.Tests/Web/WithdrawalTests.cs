using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs.Specialized;
using Metrics.Pipeline.Ledger;
using Metrics.Pipeline.Runs;
using Metrics.Pipeline.Tests.Steps;

namespace Metrics.Pipeline.Tests.Web;

/// <summary>Logs that are taken back, and what lies in the inbox before it is whole.</summary>
public sealed class WithdrawalTests(TestStorage storage)
{
    const string Path = "/api/logs/one_net/b.csv";

    [Fact]
    public async Task A_withdrawn_log_leaves_the_next_publication_is_kept_and_comes_back_when_the_same_bytes_are_pushed()
    {
        await using var host = await StartAsync("a.csv", "b.csv");
        await using var without = await StartAsync("a.csv");
        var (before, never) = (await PublishAsync(host), await PublishAsync(without));
        var row = await RowAsync(host);

        var withdrawn = await DeleteAsync(host);
        Assert.Equal(("withdrawn", 7), (withdrawn["state"]!.ToString(), withdrawn["lines"]!.GetValue<int>()));
        var note = withdrawn["notes"]!.AsArray().Single()!;
        Assert.StartsWith("The log was withdrawn at 20", note["message"]!.ToString(), StringComparison.Ordinal);
        Assert.Contains("撤回", note["message_zh"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(withdrawn.ToJsonString(), (await host.Client.GetFromJsonAsync<JsonNode>(Path, Stop))!.ToJsonString());
        Assert.Equal(withdrawn.ToJsonString(), (await DeleteAsync(host)).ToJsonString());
        Assert.Equal([never, never], [await PublishAsync(host), await PublishAsync(host)]);
        Assert.Equal((row.Part, row.PartFile, row.Sha256), ((await RowAsync(host)).Part, (await RowAsync(host)).PartFile, (await RowAsync(host)).Sha256));
        Assert.True(await host.Account.Events.GetBlobClient(row.Part).ExistsAsync(Stop));
        Assert.True(await host.Account.Inbox.GetBlobClient("one_net/b.csv").ExistsAsync(Stop));

        Assert.Equal("taken", await PushAsync(host));
        Assert.Equal(before, await PublishAsync(host));
        await DeleteAsync(host); // now of bytes that were pushed, and keep their version when they are pushed again
        Assert.Equal(never, await PublishAsync(host));
        Assert.Equal("taken", await PushAsync(host));
        Assert.Equal(before, await PublishAsync(host));
        Assert.Null((await RowAsync(host)).WithdrawnAt);
    }

    [Fact]
    public async Task Other_bytes_in_the_inbox_bring_a_log_back_and_taking_the_file_away_does_not()
    {
        await using var host = await StartAsync("a.csv", "b.csv");
        await using var without = await StartAsync("a.csv");
        var (before, never) = (await PublishAsync(host), await PublishAsync(without));
        await DeleteAsync(host);
        await host.Account.Inbox.GetBlobClient("one_net/b.csv").DeleteAsync(cancellationToken: Stop);
        Assert.Equal(never, await PublishAsync(host));
        Assert.Equal("withdrawn", (await host.Client.GetFromJsonAsync<JsonNode>(Path, Stop))!["state"]!.ToString());
        await host.DropAsync("one_net/b.csv", Logs.Good);
        Assert.NotEqual(never, await PublishAsync(host));
        await host.DropAsync("one_net/b.csv", Logs.Mixed);
        Assert.Equal(before, await PublishAsync(host));
    }

    [Fact]
    public async Task A_log_that_is_withdrawn_before_it_is_taken_in_never_counts()
    {
        await using var host = await StartAsync("b.csv");
        var withdrawn = await DeleteAsync(host);
        Assert.Equal(("withdrawn", "b.csv"), (withdrawn["state"]!.ToString(), withdrawn["name"]!.ToString()));
        var run = await host.RunAsync();
        Assert.Equal(("succeeded", 0, 0), (run["state"]!.ToString(), run["counts"]!["files"]!.GetValue<int>(), run["counts"]!["new_files"]!.GetValue<int>()));
    }

    [Theory, InlineData(WorkStep.Ingest), InlineData(WorkStep.Fold)]
    public async Task A_log_that_is_withdrawn_while_a_run_is_under_way_is_not_put_back_by_it(WorkStep step)
    {
        string account, never;
        await using (var host = await StartAsync("a.csv", "b.csv"))
            account = host.Connection;
        await using (var without = await StartAsync("a.csv"))
            never = await PublishAsync(without);
        using var steps = new StepsByHand(account);
        var run = await steps.AskAsync();
        var next = await steps.GoOnAsync(until: step);
        await steps.Get<Withdrawals>().WithdrawAsync(new("one_net", "b.csv"), Stop);
        await steps.DoAsync(next!);
        await steps.GoOnAsync();
        Assert.Equal(("Succeeded", never), ((await steps.FindAsync(run)).State, (await steps.FindAsync(run)).Publication));
    }

    [Fact]
    public async Task A_log_that_could_not_be_taken_in_is_noted_no_more_once_it_is_withdrawn()
    {
        await using var host = await StartAsync("a.csv", "b.csv");
        await host.DropAsync("one_net/b.csv", Logs.Utf8("no log\n"));
        Assert.Equal("partial", (await host.RunAsync())["state"]!.ToString());
        await DeleteAsync(host);
        Assert.Equal("succeeded", (await host.RunAsync())["state"]!.ToString());
    }

    [Theory, InlineData("/api/logs/one_net/c.csv", HttpStatusCode.NotFound), InlineData("/api/logs/-/b.csv", HttpStatusCode.BadRequest)]
    public async Task What_never_came_cannot_be_withdrawn(string path, HttpStatusCode expected)
    {
        await using var host = await StartAsync("a.csv");
        Assert.Equal(expected, (await host.Client.DeleteAsync(path, Stop)).StatusCode);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_host_that_dies_while_it_withdraws_a_log_has_withdrawn_it_or_not(bool isAnswerLost)
    {
        await using var host = await StartAsync("a.csv", "b.csv");
        await using var without = await StartAsync("a.csv");
        var (before, never) = (await PublishAsync(host), await PublishAsync(without));
        using (var dying = new DyingHost(host.Connection, isLastLost: isAnswerLost) { DiesAt = "PUT Ledger" })
            await Assert.ThrowsAsync<DyingHost.DiedException>(() => dying.Get<Withdrawals>().WithdrawAsync(new("one_net", "b.csv"), Stop));
        Assert.Equal(isAnswerLost ? never : before, await PublishAsync(host));
        await DeleteAsync(host);
        Assert.Equal(never, await PublishAsync(host));
    }

    [Fact]
    public async Task A_file_that_is_half_written_into_the_inbox_is_not_there_before_it_is_whole()
    {
        await using var host = await StartAsync("a.csv");
        var blob = host.Account.Inbox.GetBlockBlobClient("one_net/b.csv");
        string[] blocks = [Convert.ToBase64String([1]), Convert.ToBase64String([2])];
        await blob.StageBlockAsync(blocks[0], new MemoryStream(Logs.Mixed, 0, 100), cancellationToken: Stop);
        Assert.Equal(1, (await host.RunAsync())["counts"]!["files"]!.GetValue<int>());
        await blob.StageBlockAsync(blocks[1], new MemoryStream(Logs.Mixed, 100, Logs.Mixed.Length - 100), cancellationToken: Stop);
        await blob.CommitBlockListAsync(blocks, cancellationToken: Stop);
        Assert.Equal((2, 13), ((await host.RunAsync())["counts"]!["files"]!.GetValue<int>(), (await host.RunAsync())["counts"]!["lines"]!.GetValue<int>()));
    }

    async Task<TestHost> StartAsync(params string[] names)
    {
        var host = await TestHost.StartAsync(storage.NewAccount());
        await host.PutReferenceAsync("catalogue.csv", Logs.Catalogue);
        foreach (var name in names)
            await host.DropAsync("one_net/" + name, name == "a.csv" ? Logs.Good : Logs.Mixed);
        return host;
    }

    static async Task<string> PublishAsync(TestHost host) => (await host.RunAsync())["publication"]!.ToString();

    static async Task<JsonNode> DeleteAsync(TestHost host)
    {
        var answer = await host.Client.DeleteAsync(Path, Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!;
    }

    static async Task<string> PushAsync(TestHost host)
    {
        var answer = await host.Client.PostAsync(Path, new ByteArrayContent(Logs.Mixed), Stop);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!["state"]!.ToString();
    }

    static async Task<LedgerRow> RowAsync(TestHost host) => (await host.Get<LedgerTable>().FindAsync(new("one_net", "b.csv"), Stop))!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
