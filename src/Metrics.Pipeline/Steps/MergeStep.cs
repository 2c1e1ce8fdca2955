using Metrics.Folding;
using Metrics.Pipeline.Runs;
using Metrics.Pipeline.Store;

namespace Metrics.Pipeline.Steps;

/// <summary>Adds the partial results of a run up.</summary>
public sealed class MergeStep(RunFolder folder, NextSteps next, TimeProvider time)
{
    internal async Task TakeAsync(RunRow run, CancellationToken stop)
    {
        if (!await folder.HasMergedAsync(run.RowKey, stop))
            await MergeAsync(run, stop);
        await next.SendAsync(run.RowKey, WorkStep.Publish, stop);
    }

    async Task MergeAsync(RunRow run, CancellationToken stop)
    {
        var inputs = await folder.FindInputsAsync(run.RowKey, stop) ?? throw new InvalidDataException($"The inputs of run {run.RowKey} are gone.");
        var reference = await folder.ReadReferenceAsync(run, stop);
        var start = time.GetTimestamp();
        var merged = new PartialResult(inputs.Logs.Count);
        var spent = new FoldTimes(0, 0);
        foreach (var shard in inputs.Together ? [null] : Enumerable.Range(0, EventStore.Shards).Select(s => (int?)s))
        {
            var (result, times) = await folder.ReadFoldAsync(run.RowKey, shard, reference, stop);
            merged.Add(result);
            spent = new(spent.Load + times.Load, spent.Fold + times.Fold);
        }
        spent = spent with { Fold = spent.Fold + (long)time.GetElapsedTime(start).TotalMilliseconds };
        await folder.WriteMergedAsync(run.RowKey, merged, spent, stop);
    }
}
