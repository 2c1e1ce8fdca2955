using Metrics.CaseLogs;
using Metrics.Mappings;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Ingest;
using Metrics.Pipeline.Ledger;
using Metrics.Pipeline.Runs;
using Microsoft.Extensions.Options;

namespace Metrics.Pipeline.Steps;

/// <summary>Pins the reference data, lists what is new in the inbox, and sends a message for each batch of it.</summary>
public sealed class PlanStep(
    ReferenceStore references, RunFolder folder, Inbox inbox, LedgerTable ledger, NextSteps next, IOptions<IngestOptions> options)
{
    // More would make a step of many small logs too long.
    const int MostLogs = 400;

    internal async Task TakeAsync(RunRow run, CancellationToken stop)
    {
        var plan = await folder.FindPlanAsync(run.RowKey, stop) ?? await PlanAsync(run, stop);
        await (plan.Batches.Count == 0
            ? next.SendAsync(run.RowKey, WorkStep.Fold, new(WorkStep.Plan), stop)
            : next.SendEachAsync(run.RowKey, WorkStep.Ingest, plan.Batches.Count, new(WorkStep.Plan), stop));
    }

    async Task<RunPlan> PlanAsync(RunRow run, CancellationToken stop)
    {
        var files = await folder.PinReferenceAsync(run.RowKey, await references.ReadAsync(stop), stop);
        files.Parse(run.KnownOnDay); // refused reference data ends the run here, before anything is read
        var notes = new List<string>(await folder.NotesOfPullsAsync(run.RowKey, stop));
        var batches = Batch(await FindNewAsync(files.Mappings(), notes, stop), options.Value.IngestStepBytes);
        return await folder.PinPlanAsync(run.RowKey, new(batches, notes), stop);
    }

    /// <param name="notes">Gets a note for each log whose row was damaged.</param>
    async Task<List<LogVersion>> FindNewAsync(MappingSet mappings, List<string> notes, CancellationToken stop)
    {
        var known = new Dictionary<string, LedgerRow>();
        await foreach (var row in ledger.ListAsync(stop))
            known.Add(row.RowKey, row);
        var found = new List<LogVersion>();
        await foreach (var log in inbox.ListAsync(stop))
        {
            var row = known.GetValueOrDefault(log.Log.Key);
            if (row?.Settles(log.ETag, mappings) == true)
                continue;
            found.Add(log);
            if (row?.IsDamaged == true)
                notes.Add($"{log.Log.Path}: its row of the ledger was damaged, and it is taken in again; if it had been withdrawn, withdraw it again");
        }
        return found;
    }

    static List<IReadOnlyList<LogVersion>> Batch(IEnumerable<LogVersion> logs, long limit)
    {
        var batches = new List<IReadOnlyList<LogVersion>>();
        var (batch, text) = (new List<LogVersion>(), 0L);
        foreach (var log in logs)
        {
            if (batch.Count == MostLogs || batch.Count > 0 && text + TextOf(log) > limit)
            {
                batches.Add(batch);
                (batch, text) = ([], 0);
            }
            batch.Add(log);
            text += TextOf(log);
        }
        if (batch.Count > 0)
            batches.Add(batch);
        return batches;
    }

    /// <summary>A workbook is half as large as its text, but takes twenty times as long: it counts as a log that takes as long.</summary>
    static long TextOf(LogVersion log) =>
        log.Name.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase) ? 10 * log.Bytes : LogFile.TextOf(log.Name, log.Bytes);
}
