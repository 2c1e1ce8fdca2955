using Metrics.Folding;
using Metrics.Pipeline.Publishing;
using Metrics.Pipeline.Runs;

namespace Metrics.Pipeline.Steps;

/// <summary>Adds the partial results of a run up, and writes the evidence of its projects, which only now are whole.</summary>
public sealed class MergeStep(RunFolder folder, EvidenceStore evidence, NextSteps next, TimeProvider time)
{
    internal async Task TakeAsync(RunRow run, CancellationToken stop)
    {
        if (!await folder.HasMergedAsync(run.RowKey, stop))
        {
            // Before its turn: whoever finds all partial results sends another.
            if (await folder.FindInputsAsync(run.RowKey, stop) is not { } inputs || await folder.CountFoldsAsync(run.RowKey, stop) != inputs.Folds.Count)
                return;
            await MergeAsync(run, inputs, stop);
        }
        await next.SendAsync(run.RowKey, WorkStep.Publish, new(WorkStep.Merge), stop);
    }

    async Task MergeAsync(RunRow run, RunInputs inputs, CancellationToken stop)
    {
        var reference = (await folder.ReadReferenceAsync(run.RowKey, stop)).Parse(run.KnownOnDay);
        var start = time.GetTimestamp();
        var merged = new PartialResult(inputs.Logs.Count);
        var spent = new FoldTimes(0, 0);
        foreach (var shard in inputs.Folds)
        {
            var (result, times) = await folder.ReadFoldAsync(run.RowKey, shard, reference, stop);
            merged.Add(result);
            spent = new(spent.Load + times.Load, spent.Fold + times.Fold);
        }
        var rows = inputs.OpenEvidence(reference);
        ProjectEvidence.Add(merged, reference, Day.Of(run.AsOfDay), rows);
        await evidence.WriteAsync(run.RowKey, EvidenceStore.Merged, rows, stop);
        spent = spent with { Fold = spent.Fold + (long)time.GetElapsedTime(start).TotalMilliseconds };
        await folder.WriteMergedAsync(run.RowKey, merged, spent, stop);
    }
}
