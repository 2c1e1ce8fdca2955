using Metrics.Pipeline.Account;
using Metrics.Pipeline.Publishing;
using Metrics.Pipeline.Runs;
using Metrics.Pipeline.Steps;
using Metrics.Pipeline.Tests.Sources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

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

    [Theory, InlineData("FoldTogetherUpTo=0", 64, 0), InlineData("FoldTogetherUpTo=1000", 0, 2)]
    public async Task Messages_that_come_twice_do_not_multiply(string folding, int shards, int sources)
    {
        await using var city = await City.StartAsync(doors => doors.MapGet("/log", () => Results.Bytes(Logs.Good)));
        var settings = Enumerable.Range(0, sources).SelectMany(i => (string[])[$"--Sources:{i}:Source=one_window", $"--Sources:{i}:Name={"abc"[i]}.csv", $"--Sources:{i}:Url={city.Http()}/log"]);
        using var steps = new StepsByHand(await StartAsync(), [.. settings, "--IngestStepBytes=1", "--" + folding]);
        var run = await steps.AskAsync();
        await steps.GoOnAsync(times: 2);
        Assert.Equal("Succeeded", (await steps.FindAsync(run)).State);
        Assert.Equal(
            [(WorkStep.Pull, 1 + sources), (WorkStep.Plan, 1), (WorkStep.Ingest, 3), (WorkStep.Fold, 1 + shards), (WorkStep.Merge, 1), (WorkStep.Publish, 1), (WorkStep.Tidy, 1)],
            steps.Taken.CountBy(m => m.Step).Select(s => (s.Key, s.Value)));
    }

    [Fact]
    public async Task Of_steps_that_find_at_once_that_all_is_done_one_sends_what_follows_however_often_it_comes()
    {
        using var steps = new StepsByHand(await StartAsync(), "--IngestStepBytes=1");
        var run = await steps.AskAsync();
        var batches = new List<WorkMessage>();
        for (var batch = 0; batch < 3; batch++)
            batches.Add((await steps.GoOnAsync(until: WorkStep.Ingest))!);
        foreach (var batch in batches)
            await steps.DoAsync(batch);
        Assert.Equal(1, await FoldsAsync());
        // Nobody has noted yet that the last one has sent it.
        Assert.True(await steps.Get<DataAccount>().Partials.DeleteBlobIfExistsAsync($"{run.RowKey}/sent/{WorkStep.Fold}", cancellationToken: Stop));
        await steps.DoAsync(batches[0]);
        Assert.Equal(1, await FoldsAsync());
        await steps.DoAsync(batches[2]);
        Assert.Equal(2, await FoldsAsync());

        async Task<int> FoldsAsync() => (await steps.Get<DataAccount>().Work.PeekMessagesAsync(32, Stop)).Value.Length;
    }

    [Fact]
    public async Task A_source_whose_message_fails_at_every_try_ends_no_run()
    {
        using var steps = new StepsByHand(await StartAsync(), "--Sources:0:Source=dead", "--Sources:0:Name=a.csv", "--Sources:0:Url=http://127.0.0.1:1/");
        var run = await steps.AskAsync();
        var first = (await steps.GoOnAsync(until: WorkStep.Pull))!;
        await steps.DoAsync(first);
        var source = (await steps.GoOnAsync(until: WorkStep.Pull))!;
        await steps.Get<StepDispatcher>().GiveUpAsync(source.ToString(), Stop);
        await steps.GoOnAsync();
        run = await steps.FindAsync(run);
        Assert.Equal("Partial", run.State);
        Assert.Contains("source dead was not pulled", run.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fold_message_before_its_batches_publishes_nothing()
    {
        using var steps = new StepsByHand(await StartAsync(), "--IngestStepBytes=1");
        var run = await steps.AskAsync();
        await steps.DoAsync(new(WorkStep.Fold, run.RowKey));
        await steps.GoOnAsync(until: WorkStep.Ingest);
        await steps.DoAsync(new(WorkStep.Fold, run.RowKey));
        Assert.Null(await steps.Get<RunFolder>().FindInputsAsync(run.RowKey, Stop));
        await steps.DoAsync(steps.Taken[^1]);
        await steps.GoOnAsync();
        run = await steps.FindAsync(run);
        Assert.Equal("Succeeded", run.State);
        Assert.Contains("\"files\":3", run.Counts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_before_their_turn_or_of_numbers_that_the_run_has_not_change_nothing()
    {
        using var steps = new StepsByHand(await StartAsync(), "--IngestStepBytes=1");
        var run = await steps.AskAsync();
        WorkMessage[] foreign = [new(WorkStep.Ingest, run.RowKey, 0), new(WorkStep.Ingest, run.RowKey, 99), new(WorkStep.Ingest, run.RowKey, 99, Alone: true),
            new(WorkStep.Merge, run.RowKey), new(WorkStep.Publish, run.RowKey), new(WorkStep.Pull, run.RowKey, 99)];
        foreach (var step in (WorkStep[])[WorkStep.Pull, WorkStep.Ingest, WorkStep.Fold])
        {
            var next = (await steps.GoOnAsync(until: step))!;
            foreach (var message in foreign)
                await steps.DoAsync(message);
            await steps.DoAsync(next);
        }
        await steps.GoOnAsync();
        run = await steps.FindAsync(run);
        Assert.Equal(("Succeeded", ""), (run.State, run.Error));
        Assert.Contains("\"files\":3", run.Counts, StringComparison.Ordinal);
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
        await steps.Get<DataAccount>().Inbox.GetBlobClient(path).UploadAsync(BinaryData.FromBytes(Logs.Mixed), Stop);
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
