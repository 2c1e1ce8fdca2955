using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Metrics.Pipeline.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace Metrics.Pipeline.Tests.Steps;

/// <summary>What is gone, or cannot be read, is named, and fails what needs it alone.</summary>
public sealed class MissingTests(TestStorage storage)
{
    [Theory, InlineData("receipts"), InlineData("events")]
    public async Task A_container_that_is_gone_ends_the_run_with_its_name_and_the_next_run_takes_the_logs_in(string container)
    {
        await using var host = await StartAsync();
        var gone = host.Account.Receipts.Name == container ? host.Account.Receipts : host.Account.Events;
        await gone.DeleteAsync(cancellationToken: Stop);
        var run = await host.RunAsync();
        Assert.Equal("failed", run["state"]!.ToString());
        Assert.StartsWith($"The storage account lacks the container {container}. Deploy it again", run["error"]!.ToString(), StringComparison.Ordinal);
        await gone.CreateAsync(cancellationToken: Stop);
        Assert.Equal("succeeded", (await host.RunAsync())["state"]!.ToString());
    }

    [Fact]
    public async Task A_ledger_that_is_gone_ends_the_run_with_its_name_and_the_next_run_takes_the_logs_in()
    {
        await using var host = await StartAsync();
        await host.Account.Ledger.DeleteAsync(Stop);
        var run = await host.RunAsync();
        Assert.Equal("failed", run["state"]!.ToString());
        Assert.StartsWith("The storage account lacks the table Ledger. Deploy it again", run["error"]!.ToString(), StringComparison.Ordinal);
        await host.Account.Ledger.CreateAsync(Stop);
        Assert.Equal("succeeded", (await host.RunAsync())["state"]!.ToString());
    }

    [Theory, InlineData("GET", "/api/runs/any", "table Runs"), InlineData("POST", "/api/runs", "table Runs"), InlineData("GET", "/api/logs/one_net/a.csv", "table Ledger")]
    [InlineData("GET", "/api/summaries/current", "container current"), InlineData("POST", "/api/logs/one_net/a.csv", "container inbox")]
    public async Task A_door_whose_table_or_container_is_gone_does_not_say_that_nothing_came(string method, string path, string missing)
    {
        var lines = new LogLines();
        await using var host = await TestHost.StartAsync(storage.NewAccount(), services: s => s.AddSingleton<Microsoft.Extensions.Logging.ILoggerProvider>(lines));
        foreach (var table in (Azure.Data.Tables.TableClient[])[host.Account.Runs, host.Account.Ledger])
            await table.DeleteAsync(Stop);
        foreach (var container in (Azure.Storage.Blobs.BlobContainerClient[])[host.Account.Current, host.Account.Inbox])
            await container.DeleteAsync(cancellationToken: Stop);
        using var request = new HttpRequestMessage(new(method), path) { Content = path.EndsWith(".csv", StringComparison.Ordinal) ? new ByteArrayContent([1]) : null };
        Assert.Equal(HttpStatusCode.InternalServerError, (await host.Client.SendAsync(request, Stop)).StatusCode);
        Assert.Contains(lines.Failures, e => e.Message.StartsWith($"The storage account lacks the {missing}.", StringComparison.Ordinal));
    }

    [Theory, InlineData("{"), InlineData("{}"), InlineData("null")]
    public async Task A_current_json_that_cannot_be_read_is_named_and_written_anew_once_it_is_deleted(string json)
    {
        await using var host = await StartAsync();
        var current = host.Account.Current.GetBlobClient("current.json");
        await current.UploadAsync(BinaryData.FromString(json), Stop);
        var run = await host.RunAsync();
        Assert.Equal("failed", run["state"]!.ToString());
        Assert.Contains("current/current.json cannot be read", run["error"]!.ToString(), StringComparison.Ordinal);
        await current.DeleteAsync(cancellationToken: Stop);
        Assert.True((await host.RunAsync())["is_current"]!.GetValue<bool>());
    }

    [Theory, InlineData("{"), InlineData("{}"), InlineData("[]")]
    public async Task A_manifest_that_cannot_be_read_is_noted_and_the_run_is_published(string json)
    {
        await using var host = await StartAsync();
        var first = (await host.RunAsync())["publication"]!.ToString();
        await host.Account.Publications.GetBlobClient($"{first}/manifest.json").UploadAsync(BinaryData.FromString(json), overwrite: true, Stop);
        await host.DropAsync("one_net/later.csv", Logs.Mixed);
        var run = await host.RunAsync();
        Assert.Equal(("partial", true), (run["state"]!.ToString(), run["is_current"]!.GetValue<bool>()));
        Assert.Collection(run["notes"]!.AsArray().Select(note => note!.ToString()),
            dates => Assert.StartsWith($"publications/{first}/manifest.json cannot be read", dates, StringComparison.Ordinal),
            changes => Assert.StartsWith($"publications/{first} cannot be compared", changes, StringComparison.Ordinal));
    }

    [Theory, InlineData(nameof(RunState.Queued), "failed"), InlineData(nameof(RunState.Running), "failed"), InlineData(nameof(RunState.Partial), "partial")]
    public async Task The_nightly_run_ends_those_whose_message_was_lost_a_day_ago(string state, string expected)
    {
        var account = storage.NewAccount();
        var row = new RunRow { RowKey = "2019-12-30-lost", AsOf = "2019-12-30", State = state };
        await using (var before = await TestHost.StartAsync(account))
        {
            await before.Account.Runs.AddEntityAsync(row, Stop);
            await NightAsync(before);
            Assert.Equal(state.ToLowerInvariant(), (await RunAsync(before))["state"]!.ToString());
        }
        await using var host = await TestHost.StartAsync(account, services: s => s.AddSingleton<TimeProvider>(new LaterTime(TimeSpan.FromHours(25))));
        await NightAsync(host);
        var run = await RunAsync(host);
        Assert.Equal(expected, run["state"]!.ToString());
        Assert.Equal(expected == "failed", run["error"]?.ToString().Contains("its message is lost", StringComparison.Ordinal) == true);

        async Task<JsonNode> RunAsync(TestHost host) => (await host.Client.GetFromJsonAsync<JsonNode>("/api/runs/" + row.RowKey, Stop))!;
    }

    static async Task NightAsync(TestHost host) =>
        Assert.Equal(HttpStatusCode.Accepted, (await host.Client.PostAsync("/admin/functions/NightlyRun", null, Stop)).StatusCode);

    async Task<TestHost> StartAsync()
    {
        var host = await TestHost.StartAsync(storage.NewAccount(),
            ["AzureFunctionsJobHost:extensions:queues:visibilityTimeout=00:00:00", "Logging:LogLevel:Default=None"]);
        await host.PutReferenceAsync("catalogue.csv", Logs.Catalogue);
        await host.DropAsync("one_window/good.csv", Logs.Good);
        return host;
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
