using Metrics.Calendars;
using Metrics.Cases;
using Metrics.Events;
using Metrics.Policies;

namespace Metrics.Folding;

/// <summary>Folds the events of a shard, case by case, into a partial result. Pure.</summary>
public static class ShardFold
{
    /// <param name="segments">The shard's records by file, chunk, line.</param>
    /// <param name="files">Number of files of the run; segments name them by ordinal.</param>
    /// <param name="asOf">Day number: events after the end of that day are not there.</param>
    /// <param name="before">The calendars known before, to count the due dates that moved since; null: none are counted.</param>
    public static PartialResult Fold(
        IReadOnlyList<EventSegment> segments, int files, Reference reference, int asOf, CalendarBook? before = null)
    {
        var result = new PartialResult(files);
        new Folder(result, reference, asOf, before).Fold(segments);
        return result;
    }

    /// <summary>Folds all shards on some threads and adds the results up.</summary>
    public static PartialResult FoldAll(
        EventShards shards, int files, Reference reference, int asOf, int threads, CalendarBook? before = null)
    {
        var results = new PartialResult[threads];
        var next = -1;
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, thread =>
        {
            results[thread] = new(files);
            var folder = new Folder(results[thread], reference, asOf, before);
            while (Interlocked.Increment(ref next) is var shard && shard < shards.Count)
                folder.Fold(shards, shard);
        });
        foreach (var other in results.AsSpan(1))
            results[0].Add(other);
        return results[0];
    }

    /// <summary>Folds shards as they come, on some threads, and adds the results up.</summary>
    /// <param name="shards">Each shard's records by file, chunk, line.</param>
    public static async Task<PartialResult> FoldAllAsync(
        IAsyncEnumerable<IReadOnlyList<EventSegment>> shards, int files, Reference reference, int asOf, int threads,
        CalendarBook? before = null, CancellationToken stop = default)
    {
        await using var next = shards.GetAsyncEnumerator(stop);
        using var turn = new SemaphoreSlim(1);
        var results = await Task.WhenAll(Enumerable.Range(0, threads).Select(_ => Task.Run(FoldAsync, stop)));
        foreach (var other in results.AsSpan(1))
            results[0].Add(other);
        return results[0];

        async Task<PartialResult> FoldAsync()
        {
            var result = new PartialResult(files);
            var folder = new Folder(result, reference, asOf, before);
            while (await TakeAsync() is { } shard)
                folder.Fold(shard);
            return result;
        }

        async Task<IReadOnlyList<EventSegment>?> TakeAsync()
        {
            await turn.WaitAsync(stop);
            try
            {
                return await next.MoveNextAsync() ? next.Current : null;
            }
            finally
            {
                turn.Release();
            }
        }
    }

    /// <summary>One thread's fold of shards, one after the other, into one result.</summary>
    sealed class Folder(PartialResult into, Reference reference, int asOf, CalendarBook? before)
    {
        /// <summary>Cases between asking for a case's records and folding it.</summary>
        const int Ahead = 4;

        readonly CaseRecords _records = new(reference);
        readonly CaseFold _fold = new(reference);
        readonly Tally _tally = new(into.Cells, reference, asOf);
        readonly HorizonCount? _horizon = before is null ? null : new(reference, before, asOf);
        readonly CaseState _state = new();
        readonly ShardBuffer _buffer = new();

        internal void Fold(EventShards shards, int shard) => Fold(shards.Read(shard, _buffer));

        internal void Fold(IReadOnlyList<EventSegment> segments)
        {
            _records.Load(segments);
            var identities = new Identities(_records, Day.EndOf(asOf), into.Identities, into.WarningCounts);
            for (var i = 0; i < _records.Cases; i++)
            {
                _records.Expect(i + Ahead);
                var lines = _records.LinesOf(i);
                _fold.Fold(_records, lines[..identities.Resolve(lines)], _state);
                var warnings = _fold.WarningsGiven;
                for (var w = 0; w < warnings.Length; w++)
                    into.WarningCounts[w] += warnings[w];
                Count(_state);
            }
            _tally.Flush();
            if (_horizon is not null)
                into.Horizon += _horizon.Take();
        }

        void Count(CaseState state)
        {
            if (!state.IsAccepted)
            {
                if (state.RefusedDay >= 0)
                    _tally.Refused(state);
                return;
            }
            var isPart = reference.Policies.MeasureOf(state.Policy) == Measure.Project;
            _tally.Accepted(state, isUnit: !isPart);
            if (isPart)
            {
                // It waits for the others.
                into.ProjectCases.Add(state);
                return;
            }
            _horizon?.Add(state, state.Version);
        }
    }
}
