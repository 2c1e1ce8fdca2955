using System.Globalization;
using Metrics.CaseLogs;
using Metrics.Cube;
using Metrics.Pipeline.Logs;
using Metrics.Pipeline.Publishing;
using Metrics.Pipeline.Storage;
using Metrics.Summaries;

namespace Metrics.Pipeline.Runs;

/// <summary>The last step of a run: writes the publication, switches <c>current.json</c>, and ends the run.</summary>
public sealed class PublishStep(RunFolder folder, Publications publications, RunTable runs, SourceSilence silence, TimeProvider time)
{
    const int ShownNotes = 50;

    internal async Task TakeAsync(RunRow run, CancellationToken stop)
    {
        var start = time.GetTimestamp();
        var inputs = await folder.FindInputsAsync(run.RowKey, stop) ?? throw new InvalidDataException($"The inputs of run {run.RowKey} are gone.");
        var plan = await folder.FindPlanAsync(run.RowKey, stop) ?? throw new InvalidDataException($"The plan of run {run.RowKey} is gone.");
        var reference = await folder.ReadReferenceAsync(run, stop);
        var (merged, folds) = await folder.ReadMergedAsync(run.RowKey, reference, stop);
        var tallies = inputs.Logs.Select(Tally).ToList();
        var summary = Summary.From(merged, tallies, reference, run.AsOfDay);
        var publication = Publication.Of(summary, merged, tallies, reference);
        await publications.WriteAsync(publication, stop);
        var current = await publications.SwitchAsync(new(publication.Id, run.AsOfDay), stop);
        await silence.TellAsync(reference.Calendars, stop);

        var notes = plan.Notes.Concat(inputs.Logs.Where(l => l.Refusal is not null)
            .Select(l => $"{l.Source}/{l.Name} was refused: {l.Refusal!.Message} ({l.Refusal.MessageZh})")).ToList();
        var taken = await TakenAsync(run, plan, stop);
        await runs.EndAsync(run.RowKey, notes.Count == 0 ? RunState.Succeeded : RunState.Partial, row =>
        {
            row.Publication = publication.Id;
            row.IsCurrent = current;
            row.Counts = Json(Count(inputs, plan, merged, tallies));
            row.Warnings = Json(WarningsOf(summary));
            row.Notes = Json(notes.Take(ShownNotes));
            row.Times = Json(new RunTimes(taken.Read, taken.Parse, taken.Store, folds.Load, folds.Fold, (long)time.GetElapsedTime(start).TotalMilliseconds));
        }, stop);
    }

    static LogTally Tally(RunInput log)
    {
        var tally = new LogTally
        {
            File = new(log.Source, log.Name, () => throw new NotSupportedException("The run reads the store, not the log.")),
            Sha256 = log.Sha256,
            Bytes = log.Bytes,
            Lines = log.Lines,
            Refusal = log.Refusal is { } refusal ? new(refusal.Message, refusal.MessageZh) : null,
        };
        for (var i = 0; i < tally.Rejected.Length; i++)
            tally.Rejected[i] = log.Rejected[i];
        return tally;
    }

    static RunCounts Count(RunInputs inputs, RunPlan plan, PartialResult merged, List<LogTally> tallies)
    {
        var quality = tallies.Zip(merged.Files).Where(f => f.First.Refusal is null).Select(f => FileQuality.Of(f.First, f.Second)).ToList();
        return new(inputs.Logs.Count, plan.Batches.Sum(b => b.Count), inputs.Logs.Count(l => l.Refusal is not null),
            quality.Sum(q => q.Lines), quality.Sum(q => q.Accepted), quality.Sum(q => q.Duplicate), quality.Sum(q => q.Rejected));
    }

    static Dictionary<string, long> WarningsOf(Summary summary) =>
        summary.Tables.Single(t => t.Name == "warnings").Rows.ToDictionary(r => r[0], r => long.Parse(r[1], CultureInfo.InvariantCulture));

    async Task<IngestTimes> TakenAsync(RunRow run, RunPlan plan, CancellationToken stop)
    {
        var sum = new IngestTimes(0, 0, 0);
        for (var batch = 0; batch < plan.Batches.Count; batch++)
            if (await folder.FindTakenAsync(run.RowKey, batch, stop) is { } times)
                sum = new(sum.Read + times.Read, sum.Parse + times.Parse, sum.Store + times.Store);
        return sum;
    }

    static string Json<T>(T value) => System.Text.Encoding.UTF8.GetString(StoredJson.Bytes(value));
}
