using Metrics.Cube;
using Metrics.Policies;

namespace Metrics.Cases;

/// <summary>Folds the events of a shard, case by case, into a partial result. Pure.</summary>
public static class ShardFold
{
    /// <param name="segments">The shard's records by file, chunk, line.</param>
    /// <param name="files">Number of files of the run; segments name them by ordinal.</param>
    /// <param name="asOf">Day number: events after the end of that day are not there.</param>
    public static PartialResult Fold(IReadOnlyList<EventSegment> segments, int files, Reference reference, int asOf)
    {
        var result = new PartialResult(files);
        Fold(segments, result, reference, asOf);
        return result;
    }

    /// <summary>Folds all shards on some threads and adds the results up.</summary>
    public static PartialResult FoldAll(EventShards shards, int files, Reference reference, int asOf, int threads)
    {
        var results = new PartialResult[threads];
        var next = -1;
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, thread =>
        {
            results[thread] = new(files);
            while (Interlocked.Increment(ref next) is var shard && shard < shards.Count)
                Fold(shards.Read(shard), results[thread], reference, asOf);
        });
        foreach (var other in results.AsSpan(1))
            results[0].Add(other);
        return results[0];
    }

    static void Fold(IReadOnlyList<EventSegment> segments, PartialResult into, Reference reference, int asOf)
    {
        var records = CaseRecords.Of(segments);
        var identities = new Identities(records, reference, Day.EndOf(asOf), into.Identities, into.WarningCounts);
        var fold = new CaseFold(reference);
        var tally = new Tally(into, reference, asOf);
        var state = new CaseState();
        for (var i = 0; i < records.Cases; i++)
        {
            var lines = records.LinesOf(i);
            var events = identities.Resolve(lines);
            fold.Fold(records, lines[..events], state);
            for (var w = 0; w < into.WarningCounts.Length; w++)
                into.WarningCounts[w] += fold.WarningsGiven[w];
            if (Count(state, tally, reference, into))
                state = new();
        }
    }

    /// <summary>True when the result has kept the state: a case of a project waits for the others.</summary>
    static bool Count(CaseState state, Tally tally, Reference reference, PartialResult result)
    {
        if (!state.IsAccepted)
        {
            if (state.RefusedDay >= 0)
                tally.Refused(state);
            return false;
        }
        tally.Accepted(state);
        if (reference.Policies.MeasureOf(state.Policy) == Measure.Project)
        {
            result.ProjectCases.Add(state);
            return true;
        }
        tally.Item(state, state.Version);
        tally.CaseUnit(state, state.Version);
        tally.Stages(state);
        return false;
    }
}
