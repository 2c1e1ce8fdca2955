using Metrics.Calendars;
using Metrics.Events;
using Metrics.Folding;
using Metrics.Pipeline.Publishing;
using Metrics.Pipeline.Runs;
using Metrics.Pipeline.Store;
using Metrics.Pipeline.Telemetry;
using Metrics.Policies;

namespace Metrics.Pipeline.Steps;

/// <summary>
/// Folds the store: all shards in one step for a small city, else each shard in a step of its own. The first fold pins which
/// bytes of which log the run speaks of. Whoever finds all partial results sends the merge.
/// </summary>
public sealed class FoldStep(
    RunFolder folder, StoredLogs logs, Publications publications, EvidenceStore evidence, CalendarBefore calendars, NextSteps next, TimeProvider time)
{
    /// <param name="shard">Null: pin the inputs, then fold all here or send a message for each shard.</param>
    internal async Task TakeAsync(RunRow run, int? shard, CancellationToken stop)
    {
        if ((await folder.FindInputsAsync(run.RowKey, stop) ?? await PinInputsAsync(run, stop)) is not { } inputs)
            return;
        if (shard is null && !inputs.Together)
        {
            await next.SendEachAsync(run.RowKey, WorkStep.Fold, EventStore.Shards, new(WorkStep.Fold), stop);
            return;
        }
        if (!await folder.HasFoldAsync(run.RowKey, shard, stop))
            await FoldAsync(run, inputs, shard, stop);
        if (await folder.CountFoldsAsync(run.RowKey, stop) == inputs.Folds.Count)
            await next.SendAsync(run.RowKey, WorkStep.Merge, new(WorkStep.Fold, shard), stop);
    }

    /// <returns>Null: not all logs are taken in. The message is before its turn; the last batch sends another.</returns>
    async Task<RunInputs?> PinInputsAsync(RunRow run, CancellationToken stop)
    {
        if (await folder.FindPlanAsync(run.RowKey, stop) is not { } plan || await folder.CountTakenAsync(run.RowKey, stop) != plan.Batches.Count)
            return null;
        var mappings = (await folder.ReadReferenceAsync(run.RowKey, stop)).Mappings();
        var found = await logs.FindAsync(mappings, stop);
        var before = (await publications.CurrentAsync(stop))?.Id;
        return await folder.PinInputsAsync(run.RowKey, new(found, logs.FoldTogether(found), before, await logs.FindLeftOutAsync(stop)), stop);
    }

    async Task FoldAsync(RunRow run, RunInputs inputs, int? shard, CancellationToken stop)
    {
        var start = time.GetTimestamp();
        var reference = (await folder.ReadReferenceAsync(run.RowKey, stop)).Parse(run.KnownOnDay);
        var (before, _) = await calendars.FindAsync(inputs.PublishedBefore, reference.Calendars, stop);
        var shards = await logs.OpenAsync(inputs.Logs, stop);
        var result = shard is { } one
            ? await FoldAsync(run, inputs, reference, before, one, await shards.ReadAsync(one, stop), stop)
            : await FoldAllAsync(run, inputs, reference, before, shards, stop);
        var folded = time.GetElapsedTime(start) - shards.Waited;
        if (shard is null)
            Signals.Folded(inputs.Logs.Sum(l => l.Events), folded);
        await folder.WriteFoldAsync(run.RowKey, shard, result, new((long)shards.Waited.TotalMilliseconds, (long)folded.TotalMilliseconds), stop);
    }

    async Task<PartialResult> FoldAsync(
        RunRow run, RunInputs inputs, Reference reference, CalendarBook? before, int shard, IReadOnlyList<EventSegment> segments, CancellationToken stop)
    {
        var rows = inputs.OpenEvidence(reference);
        var result = ShardFold.Fold(segments, inputs.Logs.Count, reference, Day.Of(run.AsOfDay), before, evidence: rows);
        await evidence.WriteAsync(run.RowKey, EvidenceStore.PartOf(shard), rows, stop);
        return result;
    }

    async Task<PartialResult> FoldAllAsync(
        RunRow run, RunInputs inputs, Reference reference, CalendarBook? before, StoredShards shards, CancellationToken stop)
    {
        using var spooled = await shards.SpoolAsync(stop);
        var count = EvidenceParts.CountOf(inputs.Logs.Sum(l => l.Events), EventStore.Shards);
        var parts = new EvidenceParts(EventStore.Shards, count, () => inputs.OpenEvidence(reference),
            (first, rows) => evidence.WriteAsync(run.RowKey, EvidenceStore.PartOf(first), rows, stop));
        return await ShardFold.FoldAllAsync(
            EventStore.Shards, spooled.Read, inputs.Logs.Count, reference, Day.Of(run.AsOfDay), Environment.ProcessorCount, before, watch: null, parts, stop);
    }
}
