namespace Metrics.Pipeline.Tests.Steps;

/// <summary>Hosts that die: whatever is killed, and when, the publication has the same bytes.</summary>
public sealed class CrashTests(TestStorage storage)
{
    const string AsOf = "?as_of=2020-01-31";

    // Many small steps, so that a kill falls between and within them.
    static readonly string[] _smallSteps =
        ["FoldTogetherUpTo=0", "IngestStepBytes=6000", "AzureFunctionsJobHost:extensions:queues:lease=00:00:02"];

    [Theory, InlineData(20), InlineData(250), InlineData(700)]
    public async Task A_host_killed_within_a_run_and_started_again_ends_in_the_same_bytes(int milliseconds)
    {
        var account = storage.NewAccount();
        string location;
        using (var host = await HostProcess.StartAsync(account, _smallSteps))
        {
            await PutExampleAsync(account);
            var asked = await host.Client.PostAsync("/api/runs" + AsOf, null, Stop);
            location = asked.Headers.Location!.ToString();
            await Task.Delay(milliseconds, Stop);
            await host.KillAsync();
        }
        await using var again = await TestHost.StartAsync(account, _smallSteps);
        await AssertSameAsync(again, location);
    }

    [Fact]
    public async Task Several_hosts_share_a_run_and_one_that_is_killed_is_not_missed()
    {
        var account = storage.NewAccount();
        await using var first = await TestHost.StartAsync(account, _smallSteps);
        await PutExampleAsync(account);
        using var second = await HostProcess.StartAsync(account, _smallSteps);
        using var third = await HostProcess.StartAsync(account, _smallSteps);
        var asked = await second.Client.PostAsync("/api/runs" + AsOf, null, Stop);
        await Task.Delay(400, Stop);
        await third.KillAsync();
        await AssertSameAsync(first, asked.Headers.Location!.ToString());
    }

    async Task AssertSameAsync(TestHost host, string location)
    {
        await using var undisturbed = await TestHost.StartAsync(storage.NewAccount());
        await undisturbed.PutExampleAsync(Repository.Example(2));
        var expected = await undisturbed.RunAsync(AsOf);
        var run = await host.WaitForRunAsync(location);
        Assert.Equal((expected["state"]!.ToString(), expected["publication"]!.ToString()), (run["state"]!.ToString(), run["publication"]!.ToString()));
        Assert.Equal(await undisturbed.PublicationAsync(expected["publication"]!.ToString()), await host.PublicationAsync(run["publication"]!.ToString()));
    }

    /// <summary>Fills the account through a host of its own, which then is gone.</summary>
    static async Task PutExampleAsync(string account) => await TestHost.PutExampleAsync(account, Repository.Example(2));

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
