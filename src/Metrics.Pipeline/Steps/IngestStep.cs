using Metrics.Pipeline.Ingest;
using Metrics.Pipeline.Ledger;
using Metrics.Pipeline.Runs;

namespace Metrics.Pipeline.Steps;

/// <summary>Takes in a batch of a run's new logs, or a log that was pushed.</summary>
public sealed class IngestStep(NewestLogs newest, LoneLogs lone, Inbox inbox, LedgerTable ledger, Receipts receipts, RunFolder folder, NextSteps next)
{
    /// <summary>Whoever finds all batches taken in sends the fold.</summary>
    /// <param name="alone">Whether the batch failed at every try: each of its logs is taken in alone, or left out.</param>
    internal async Task TakeAsync(RunRow run, int batch, bool alone, CancellationToken stop)
    {
        var plan = await folder.FindPlanAsync(run.RowKey, stop) ?? throw new InvalidDataException($"The plan of run {run.RowKey} is gone.");
        if (await folder.FindTakenAsync(run.RowKey, batch, stop) is null)
        {
            var logs = plan.Batches[batch];
            var times = await (alone ? lone.TakeAsync(logs, stop) : newest.TakeAsync(logs, stop));
            await folder.MarkTakenAsync(run.RowKey, batch, times, stop);
        }
        if (await folder.CountTakenAsync(run.RowKey, stop) == plan.Batches.Count)
            await next.SendAsync(run.RowKey, WorkStep.Fold, stop);
    }

    internal async Task TakePushedAsync(LogName log, CancellationToken stop)
    {
        if (await inbox.FindAsync(log, stop) is { } version && !await IsTakenAsync(version, stop))
            await newest.TakeAsync([version], stop);
    }

    /// <summary>Whether nothing is left to do; a receipt that is damaged or gone is written anew.</summary>
    async Task<bool> IsTakenAsync(LogVersion version, CancellationToken stop) =>
        await ledger.FindAsync(version.Log, stop) is { } row && row.IsTaken(version.ETag) && await receipts.IsWholeAsync(row, stop);

    /// <summary>Marks a pushed log whose step failed at every try.</summary>
    internal async Task GiveUpAsync(LogName log, CancellationToken stop)
    {
        if (await inbox.FindAsync(log, stop) is { } version)
            await lone.FailAsync(version, failure: null, stop);
    }
}
