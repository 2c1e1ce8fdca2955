using System.Text;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Ingest;
using Metrics.Pipeline.Publishing;
using Metrics.Pipeline.Runs;
using Metrics.Pipeline.Sources;
using Metrics.Pipeline.Telemetry;

namespace Metrics.Pipeline.Steps;

/// <summary>The last step of a run: writes the publication, switches <c>current.json</c>, and ends the run.</summary>
public sealed class PublishStep(
    RunFolder folder, Publications publications, EvidenceStore evidence, DueLists due, RunTable runs, CalendarBefore calendars, ChangesBefore changes,
    SourceSilence silence, StepSender sender, TimeProvider time)
{
    internal async Task TakeAsync(RunRow run, CancellationToken stop)
    {
        if (!await folder.HasMergedAsync(run.RowKey, stop))
            return; // before its turn: the merge sends another
        var start = time.GetTimestamp();
        var inputs = await folder.FindInputsAsync(run.RowKey, stop) ?? throw new InvalidDataException($"The inputs of run {run.RowKey} are gone.");
        var plan = await folder.FindPlanAsync(run.RowKey, stop) ?? throw new InvalidDataException($"The plan of run {run.RowKey} is gone.");
        var files = await folder.ReadReferenceAsync(run.RowKey, stop);
        var reference = files.Parse(run.KnownOnDay);
        var (merged, folds) = await folder.ReadMergedAsync(run.RowKey, reference, stop);
        var (before, fault) = await calendars.FindAsync(inputs.PublishedBefore, reference.Calendars, stop);
        if (fault is not null)
            plan = plan with { Notes = [.. plan.Notes, fault] };
        var outcome = RunOutcome.Of(plan, inputs, merged, reference, files.Mappings(), before, run);
        await publications.WriteAsync(outcome.Publication, stop);
        await evidence.PublishAsync(outcome.Publication.Id, run.RowKey, stop);
        var current = await publications.SwitchAsync(new(outcome.Publication.Id, run.AsOfDay), inputs.PublishedBefore, stop);
        if (current)
            Signals.Published(age: TimeSpan.Zero);
        // Readers have the numbers by now: a list that cannot be written keeps nobody from them. What is left needs nothing of each other.
        var listing = due.TryWriteAsync(outcome.Publication.Id, run.AsOfDay, stop);
        var comparing = changes.CountAsync(inputs.PublishedBefore, outcome.Publication, stop);
        await Task.WhenAll(listing, comparing);
        var (undone, (changed, unknown)) = (await listing, await comparing);
        var silent = await silence.TellAsync(reference.Calendars, stop);
        await sender.SendAsync(new(WorkStep.Tidy), stop);

        var taken = await TakenAsync(run, plan, stop);
        await runs.EndAsync(run.RowKey, outcome.State, row =>
        {
            row.Publication = outcome.Publication.Id;
            row.IsCurrent = current;
            row.Counts = Json(outcome.Counts);
            row.Warnings = Json(outcome.Warnings);
            row.Notes = RunNotes.Json([.. outcome.Notes, .. new[] { unknown, undone }.OfType<string>()]);
            row.Silent = Json(silent);
            row.DueDates = outcome.DueDates is { } dueDates ? Json(dueDates) : "";
            row.Changes = changed is null ? "" : Json(changed);
            row.Times = Json(new RunTimes(taken.Read, taken.Parse, taken.Store, folds.Load, folds.Fold, (long)time.GetElapsedTime(start).TotalMilliseconds));
        }, stop);
    }

    async Task<IngestTimes> TakenAsync(RunRow run, RunPlan plan, CancellationToken stop)
    {
        var sum = new IngestTimes(0, 0, 0);
        for (var batch = 0; batch < plan.Batches.Count; batch++)
        {
            if (await folder.FindTakenAsync(run.RowKey, batch, stop) is { } times)
                sum += times;
        }
        return sum;
    }

    static string Json<T>(T value) => Encoding.UTF8.GetString(StoredJson.Bytes(value));
}
