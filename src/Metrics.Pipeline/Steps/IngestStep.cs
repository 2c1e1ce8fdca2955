using Azure;
using Metrics.Pipeline.Ingest;
using Metrics.Pipeline.Ledger;
using Metrics.Pipeline.Runs;

namespace Metrics.Pipeline.Steps;

/// <summary>Takes in a batch of a run's new logs, or a log that was pushed.</summary>
public sealed class IngestStep(LogIngest ingest, Inbox inbox, LedgerTable ledger, RunFolder folder, NextSteps next)
{
    /// <summary>Whoever finds all batches taken in sends the fold.</summary>
    internal async Task TakeAsync(RunRow run, int batch, CancellationToken stop)
    {
        var plan = await folder.FindPlanAsync(run.RowKey, stop) ?? throw new InvalidDataException($"The plan of run {run.RowKey} is gone.");
        if (await folder.FindTakenAsync(run.RowKey, batch, stop) is null)
        {
            var times = await TakeNewestAsync(plan.Batches[batch], stop);
            await folder.MarkTakenAsync(run.RowKey, batch, times, stop);
        }
        if (await folder.CountTakenAsync(run.RowKey, stop) == plan.Batches.Count)
            await next.SendAsync(run.RowKey, WorkStep.Fold, stop);
    }

    internal async Task TakePushedAsync(LogName log, CancellationToken stop)
    {
        if (await inbox.FindAsync(log, stop) is { } newest && !await IsTakenAsync(newest, stop))
            await TakeNewestAsync([newest], stop);
    }

    /// <summary>Marks a log whose step failed at every try: its receipt will not come.</summary>
    internal async Task GiveUpAsync(LogName log, CancellationToken stop)
    {
        while (await inbox.FindAsync(log, stop) is { } newest && !await IsTakenAsync(newest, stop))
        {
            var there = await ledger.FindAsync(log, stop);
            var row = (there ?? new LedgerRow { RowKey = log.Key, Source = log.Source, Name = log.Name }) with
            {
                State = nameof(LedgerState.Failed),
                InboxETag = newest.ETag,
            };
            if (await ledger.TryWriteAsync(row, there, stop))
                return;
        }
    }

    async Task<bool> IsTakenAsync(LogVersion log, CancellationToken stop) =>
        await ledger.FindAsync(log.Log, stop) is { StateValue: not LedgerState.Failed } row && row.InboxETag == log.ETag;

    async Task<IngestTimes> TakeNewestAsync(IReadOnlyList<LogVersion> logs, CancellationToken stop)
    {
        while (logs.Count > 0)
            try
            {
                return await ingest.TakeAsync(logs, stop);
            }
            catch (RequestFailedException e) when (e.Status is 404 or 412) // a log went away, or newer bytes came under its name
            {
                logs = await RefreshAsync(logs, stop);
            }
        return new(0, 0, 0);
    }

    async Task<IReadOnlyList<LogVersion>> RefreshAsync(IReadOnlyList<LogVersion> logs, CancellationToken stop)
    {
        var newest = new List<LogVersion>();
        foreach (var log in logs)
            if (await inbox.FindAsync(log.Log, stop) is { } found)
                newest.Add(found);
        return newest;
    }
}
