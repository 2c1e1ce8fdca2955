using Metrics.Mappings;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Ingest;
using Metrics.Pipeline.Ledger;
using Metrics.Pipeline.Runs;

namespace Metrics.Pipeline.Steps;

/// <summary>Takes in a batch of a run's new logs, or a log that was pushed.</summary>
public sealed class IngestStep(
    NewestLogs newest, LoneLogs lone, Inbox inbox, LedgerTable ledger, Receipts receipts, ReferenceStore references, RunFolder folder, NextSteps next)
{
    /// <summary>Whoever finds all batches taken in sends the fold.</summary>
    /// <param name="alone">Whether the batch failed at every try: each of its logs is taken in alone, or left out.</param>
    internal async Task TakeAsync(RunRow run, int batch, bool alone, CancellationToken stop)
    {
        // A batch that no plan has is nobody's: the plan sends a message for each of its own.
        if (await folder.FindPlanAsync(run.RowKey, stop) is not { } plan || batch >= plan.Batches.Count)
            return;
        if (await folder.FindTakenAsync(run.RowKey, batch, stop) is null)
        {
            var logs = plan.Batches[batch];
            var mappings = (await folder.ReadReferenceAsync(run.RowKey, stop)).Mappings();
            var times = await (alone ? lone.TakeAsync(logs, mappings, stop) : newest.TakeAsync(logs, mappings, stop));
            await folder.MarkTakenAsync(run.RowKey, batch, times, stop);
        }
        if (await folder.CountTakenAsync(run.RowKey, stop) == plan.Batches.Count)
            await next.SendAsync(run.RowKey, WorkStep.Fold, new(WorkStep.Ingest, batch), stop);
    }

    internal async Task TakePushedAsync(LogName log, CancellationToken stop)
    {
        var mappings = await references.ReadMappingsAsync(stop);
        if (await inbox.FindAsync(log, stop) is { } version && !await IsTakenAsync(version, mappings, stop))
            await newest.TakeAsync([version], mappings, stop);
    }

    /// <summary>Whether nothing is left to do; a receipt that is damaged or gone is written anew.</summary>
    async Task<bool> IsTakenAsync(LogVersion version, MappingSet mappings, CancellationToken stop) =>
        await ledger.FindAsync(version.Log, stop) is { } row && row.IsTaken(version.ETag, mappings) && await receipts.IsWholeAsync(row, stop);

    /// <summary>Marks a pushed log whose step failed at every try.</summary>
    internal async Task GiveUpAsync(LogName log, CancellationToken stop)
    {
        if (await inbox.FindAsync(log, stop) is { } version)
            await lone.FailAsync(version, await references.ReadMappingsAsync(stop), failure: null, stop);
    }
}
