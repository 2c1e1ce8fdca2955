using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace Metrics.Pipeline.Tests;

/// <summary>The queue as the Functions host takes from it.</summary>
public sealed class QueueTests(TestStorage storage)
{
    [Fact]
    public async Task A_message_that_is_no_base64_is_given_up_and_the_next_one_is_taken()
    {
        var lines = new LogLines();
        await using var host = await TestHost.StartAsync(storage.NewAccount(), services: s => s.AddSingleton<Microsoft.Extensions.Logging.ILoggerProvider>(lines));
        await host.Account.RawQueue(host.Account.Work.Name).SendMessageAsync("{not base64}", Stop);
        await host.PutExampleAsync(Repository.File("samples/one-case"));
        Assert.Equal("succeeded", (await host.RunAsync())["state"]!.ToString());
        while (!lines.Texts.Contains("Gave up on a message of 12 characters: it is no step that this version knows."))
            await Task.Delay(20, Stop);
    }

    [Fact]
    public async Task A_run_whose_instance_was_killed_says_when_its_step_is_taken_again()
    {
        var account = storage.NewAccount();
        string id;
        // Killed after it took the message: it hides it for 10 minutes, as the Functions host does.
        await using (var setUp = await TestHost.StartAsync(account))
            await setUp.PutExampleAsync(Repository.File("samples/one-case"));
        using (var killed = new DyingHost(account))
        {
            id = (await killed.Get<RunRequests>().AskAsync(new(2019, 12, 31), null, Stop)).RowKey;
            await killed.Get<DataAccount>().Work.ReceiveMessageAsync(TimeSpan.FromMinutes(10), Stop);
            await killed.Get<RunTable>().BeginAsync(id, WorkStep.Pull, Stop);
        }
        Assert.Null(await WaitingAsync(TimeSpan.Zero));
        Assert.Contains("another one takes the step again", (await WaitingAsync(TimeSpan.FromMinutes(4)))!.ToString(), StringComparison.Ordinal);

        async Task<JsonNode?> WaitingAsync(TimeSpan later)
        {
            await using var host = await TestHost.StartAsync(account, services: s => s.AddSingleton<TimeProvider>(new LaterTime(later)));
            return (await host.Client.GetFromJsonAsync<JsonNode>("/api/runs/" + id, Stop))!["waiting"];
        }
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
