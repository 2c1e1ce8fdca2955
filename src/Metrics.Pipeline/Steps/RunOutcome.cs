using System.Globalization;
using Metrics.Calendars;
using Metrics.CaseLogs;
using Metrics.Folding;
using Metrics.Mappings;
using Metrics.Pipeline.Ledger;
using Metrics.Pipeline.Runs;
using Metrics.Pipeline.Store;
using Metrics.Policies;
using Metrics.Summaries;

namespace Metrics.Pipeline.Steps;

/// <summary>What a run found: its publication, and what its record says beside it.</summary>
sealed record RunOutcome(
    Publication Publication, RunCounts Counts, IReadOnlyDictionary<string, long> Warnings, IReadOnlyList<string> Notes,
    RunDueDates? DueDates, bool IsWhole)
{
    internal RunState State => IsWhole ? RunState.Succeeded : RunState.Partial;

    /// <param name="before">The calendars of the publication before, which the folds were given; null: nothing new is known.</param>
    internal static RunOutcome Of(
        RunPlan plan, RunInputs inputs, PartialResult merged, Reference reference, MappingSet mappings, CalendarBook? before, RunRow run)
    {
        var horizon = before is null ? default : Horizon.Of(merged, reference, before, Day.Of(run.AsOfDay));
        var tallies = inputs.Logs.Select(Tally).ToList();
        var summary = Summary.Of(RunResult.Complete(merged, tallies, reference, run.AsOfDay, run.City));
        var refused = inputs.Logs.Where(l => l.Refusal is not null)
            .Select(l => $"{l.Source}/{l.Name} was refused: {l.Refusal!.Message} ({l.Refusal.MessageZh})");
        string[] notes = [.. plan.Notes, .. refused, .. (inputs.LeftOut ?? []).Select(l => l.ToString())];
        return new(Publication.Of(summary), Count(inputs, plan, summary.Run.Logs), WarningsOf(summary),
            [.. notes, .. NoteOfEarlier(inputs.Logs), .. NoteOfOtherMapping(inputs.Logs, mappings)],
            before is null ? null : new(horizon.Open, horizon.Moved, inputs.PublishedBefore!), notes.Length == 0);
    }

    /// <summary>The logs that could not be read again under the definitions of this program: their bytes have left the inbox.</summary>
    static IEnumerable<string> NoteOfEarlier(IReadOnlyList<StoredLog> logs)
    {
        var earlier = logs.Where(l => l.Definitions < CaseLogReader.Definitions && l.Refusal is null).Select(l => $"{l.Source}/{l.Name}").ToList();
        if (earlier.Count > 0)
        {
            yield return $"{earlier.Count} logs were read under earlier definitions and have left the inbox; they count without updated, deleted and the lines "
                + $"that were rejected then (按旧口径读入且原文件已不在收件箱，不含 updated、deleted 及当时被拒的行): {string.Join(", ", earlier)}";
        }
    }

    /// <summary>The logs that could not be read again by the mappings of the run.</summary>
    static IEnumerable<string> NoteOfOtherMapping(IReadOnlyList<StoredLog> logs, MappingSet mappings)
    {
        var other = logs.Where(l => l.Mapping != mappings.HashFor(l.Source, l.Name) && l.Refusal is null).Select(l => $"{l.Source}/{l.Name}").ToList();
        if (other.Count > 0)
        {
            yield return $"{other.Count} logs were read by another mapping than the run's and have left the inbox; they count as they were read "
                + $"(按另一字段映射读入且原文件已不在收件箱，按当时读入的结果计): {string.Join(", ", other)}";
        }
    }

    static LogTally Tally(StoredLog log)
    {
        var tally = new LogTally
        {
            File = new(log.Source, log.Name, () => throw new NotSupportedException("The run reads the store, not the log.")),
            Sha256 = log.Sha256,
            Bytes = log.Bytes,
            Lines = log.Lines,
            Refusal = log.Refusal is { } refusal ? new(En: refusal.Message, Zh: refusal.MessageZh) : null,
        };
        RejectedCounts.Read(log.Rejected).CopyTo(tally.Rejected, 0);
        return tally;
    }

    static RunCounts Count(RunInputs inputs, RunPlan plan, IReadOnlyList<RunLog> logs)
    {
        var quality = logs.Select(l => l.Quality).OfType<FileQuality>().ToList();
        return new(inputs.Logs.Count, plan.Batches.Sum(b => b.Count), inputs.Logs.Count(l => l.Refusal is not null),
            quality.Sum(q => q.Lines), quality.Sum(q => q.Accepted), quality.Sum(q => q.Duplicate), quality.Sum(q => q.Rejected));
    }

    static Dictionary<string, long> WarningsOf(Summary summary) =>
        summary.Tables.Single(t => t.Name == "warnings").AtAGlance.ToDictionary(r => r[0], r => long.Parse(r[1], CultureInfo.InvariantCulture));
}
