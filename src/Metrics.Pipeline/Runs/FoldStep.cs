using Metrics.Cases;
using Metrics.Pipeline.Events;
using Metrics.Pipeline.Logs;
using Microsoft.Extensions.Options;

namespace Metrics.Pipeline.Runs;

/// <summary>
/// Folds the store: all shards in one step for a small city, else each shard in a step of its own. The first fold pins which
/// bytes of which log the run speaks of. Whoever finds all partial results sends the merge.
/// </summary>
public sealed class FoldStep(RunFolder folder, Ledger ledger, EventStore events, StepSender sender, IOptions<MetricsOptions> options, TimeProvider time)
{
    /// <param name="shard">Null: pin the inputs, then fold all here or send a message for each shard.</param>
    internal async Task TakeAsync(RunRow run, int? shard, CancellationToken stop)
    {
        var inputs = await folder.FindInputsAsync(run.RowKey, stop) ?? await folder.PinInputsAsync(run.RowKey, await FindInputsAsync(stop), stop);
        if (shard is null && !inputs.Together)
        {
            for (var i = 0; i < EventStore.Shards; i++)
                await sender.SendAsync(new(WorkStep.Fold, run.RowKey, i), stop);
            return;
        }
        if (!await folder.HasFoldAsync(run.RowKey, shard, stop))
            await FoldAsync(run, inputs, shard, stop);
        if (await folder.CountFoldsAsync(run.RowKey, stop) == (inputs.Together ? 1 : EventStore.Shards))
            await sender.SendAsync(new(WorkStep.Merge, run.RowKey), stop);
    }

    async Task FoldAsync(RunRow run, RunInputs inputs, int? shard, CancellationToken stop)
    {
        var start = time.GetTimestamp();
        var reference = await folder.ReadReferenceAsync(run, stop);
        var shards = new EventShards(shard is null ? EventStore.Shards : 1);
        await LoadAsync(inputs, shard, shards, stop);
        var loaded = time.GetElapsedTime(start);
        var threads = shard is null ? Environment.ProcessorCount : 1;
        var result = ShardFold.FoldAll(shards, inputs.Logs.Count, reference, run.AsOfDay.DayNumber, threads);
        var all = time.GetElapsedTime(start);
        var times = new FoldTimes((long)loaded.TotalMilliseconds, (long)(all - loaded).TotalMilliseconds);
        await folder.WriteFoldAsync(run.RowKey, shard, result, times, stop);
    }

    async Task LoadAsync(RunInputs inputs, int? shard, EventShards into, CancellationToken stop)
    {
        var parts = inputs.Logs.Select((log, ordinal) => (log, ordinal)).Where(l => l.log.Part.Length > 0).GroupBy(l => l.log.Part);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = stop };
        await Parallel.ForEachAsync(parts, parallel, async (part, cancel) =>
        {
            var ordinals = new int[part.Max(l => l.log.PartFile) + 1];
            Array.Fill(ordinals, -1);
            foreach (var (log, ordinal) in part)
                ordinals[log.PartFile] = ordinal;
            await events.ReadAsync(part.Key, ordinals, shard, into.OpenAppender(), cancel);
        });
    }

    async Task<RunInputs> FindInputsAsync(CancellationToken stop)
    {
        var logs = new List<RunInput>();
        await foreach (var row in ledger.ListAsync(stop))
            if (row.Sha256.Length > 0)
                logs.Add(Input(row));
        var sorted = logs.OrderBy(l => l.Source, Utf8Order.Instance).ThenBy(l => l.Name, Utf8Order.Instance).ToList();
        return new(sorted, sorted.Sum(l => l.Events) <= options.Value.FoldTogetherUpTo);
    }

    static RunInput Input(LedgerRow row) => new(
        row.Source, row.Name, row.Sha256, row.Bytes, row.Lines, row.Events, [.. LedgerRow.Split(row.Rejected)], row.Part, row.PartFile,
        row.Refusal.Length == 0 ? null : new(row.Refusal, row.RefusalZh));
}
