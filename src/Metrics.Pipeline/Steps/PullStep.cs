using Metrics.Pipeline.Runs;
using Metrics.Pipeline.Sources;

namespace Metrics.Pipeline.Steps;

/// <summary>The first step of a run: sends a message for each configured source. Whoever finds that all were asked sends the plan.</summary>
public sealed class PullStep(SourcePull sources, RunFolder folder, NextSteps next)
{
    /// <param name="number">The source among those of the run; null: send a message for each.</param>
    internal async Task TakeAsync(RunRow run, int? number, CancellationToken stop)
    {
        var all = await folder.PinSourcesAsync(run.RowKey, new(sources.Names), stop);
        if (number >= all.Names.Count)
            return; // of no source: each has a message of its own
        if (number is { } one && await folder.FindPulledAsync(run.RowKey, one, stop) is null)
            await folder.MarkPulledAsync(run.RowKey, one, new(await sources.PullAsync(all.Names[one], run.AsOfDay, stop)), stop);
        else if (number is null)
            await next.SendEachAsync(run.RowKey, WorkStep.Pull, all.Names.Count, new(WorkStep.Pull), stop);
        await PlanAsync(run.RowKey, all, number, stop);
    }

    /// <summary>Goes on without a source whose message failed at every try.</summary>
    internal async Task GiveUpAsync(string run, int number, CancellationToken stop)
    {
        if (await folder.FindSourcesAsync(run, stop) is not { } all)
            return;
        await folder.MarkPulledAsync(run, number, new(SourcePull.NoteOf(all.Names[number], "its step failed at every try")), stop);
        await PlanAsync(run, all, number, stop);
    }

    async Task PlanAsync(string run, RunSources all, int? number, CancellationToken stop)
    {
        if (await folder.CountPulledAsync(run, stop) == all.Names.Count)
            await next.SendAsync(run, WorkStep.Plan, new(WorkStep.Pull, number), stop);
    }
}
