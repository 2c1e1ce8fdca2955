using Metrics.Pipeline.Publishing;
using Metrics.Pipeline.Runs;

namespace Metrics.Pipeline.Tests.Steps;

/// <summary>Steps that come late, twice, or before their turn.</summary>
public sealed class StepOrderTests(TestStorage storage)
{
    [Fact]
    public async Task An_interrupted_run_does_not_put_older_data_back()
    {
        var account = await StartAsync();
        using var steps = new StepsByHand(account);
        var interrupted = await steps.AskAsync();
        var publish = await steps.GoOnAsync(until: WorkStep.Publish);
        await DropAsync(account, "one_net/later.csv");
        var newer = await steps.AskAsync();
        await steps.GoOnAsync();
        await steps.DoAsync(publish!);

        (interrupted, newer) = (await steps.FindAsync(interrupted), await steps.FindAsync(newer));
        Assert.NotEqual(newer.Publication, interrupted.Publication);
        Assert.Equal(("Succeeded", false, true), (interrupted.State, interrupted.IsCurrent, newer.IsCurrent));
        Assert.Equal(newer.Publication, (await steps.Get<Publications>().CurrentAsync(Stop))!.Id);
    }

    /// <summary>An account with a catalogue and some logs; no host is left.</summary>
    async Task<string> StartAsync()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        await host.PutReferenceAsync("catalogue.csv", Logs.Catalogue);
        foreach (var name in (string[])["a", "b", "c"])
            await host.DropAsync($"one_window/{name}.csv", Logs.Good);
        return host.Connection;
    }

    static async Task DropAsync(string account, string path)
    {
        using var steps = new StepsByHand(account);
        await steps.Get<Account.DataAccount>().Inbox.GetBlobClient(path).UploadAsync(BinaryData.FromBytes(Logs.Mixed), Stop);
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
