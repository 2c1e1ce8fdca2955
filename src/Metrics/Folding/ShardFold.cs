using Metrics.Calendars;
using Metrics.Cases;
using Metrics.Events;
using Metrics.Evidence;
using Metrics.Policies;

namespace Metrics.Folding;

/// <summary>Folds the events of a shard, case by case, into a partial result. Pure.</summary>
public static class ShardFold
{
    /// <param name="segments">The shard's records by file, chunk, line.</param>
    /// <param name="files">Number of files of the run; segments name them by ordinal.</param>
    /// <param name="asOf">Events after the end of that day are not there.</param>
    /// <param name="before">The calendars known before, to count the due dates that moved since; null: none are counted.</param>
    /// <param name="watch">Told of what is only counted; null: nobody is.</param>
    /// <param name="evidence">Gets the rows of the shard's cases, without those of projects; null: none are made.</param>
    public static PartialResult Fold(
        IReadOnlyList<EventSegment> segments, int files, Reference reference, Day asOf, CalendarBook? before = null, FoldWatch? watch = null,
        EvidenceTables? evidence = null)
    {
        var result = new PartialResult(files);
        new Folder(result, reference, asOf, before, watch, evidence).Fold(segments);
        return result;
    }

    /// <summary>Folds all shards on some threads and adds the results up.</summary>
    public static PartialResult FoldAll(
        EventShards shards, int files, Reference reference, Day asOf, int threads, CalendarBook? before = null, FoldWatch? watch = null,
        EvidenceParts? evidence = null) =>
        FoldAllAsync(shards.Count, shards.Read, files, reference, asOf, threads, before, watch, evidence).GetAwaiter().GetResult();

    /// <inheritdoc cref="FoldAll"/>
    /// <param name="shards">Number of shards.</param>
    /// <param name="read">Gives a shard's records by file, chunk, line, in a room that is used again for the next; for any thread.</param>
    public static async Task<PartialResult> FoldAllAsync(
        int shards, Func<int, ShardBuffer, IReadOnlyList<EventSegment>> read, int files, Reference reference, Day asOf, int threads,
        CalendarBook? before = null, FoldWatch? watch = null, EvidenceParts? evidence = null, CancellationToken stop = default)
    {
        var next = -1;
        var results = await Task.WhenAll(Enumerable.Range(0, threads).Select(_ => Task.Run(FoldAsync, stop)));
        foreach (var other in results.AsSpan(1))
            results[0].Add(other);
        return results[0];

        async Task<PartialResult> FoldAsync()
        {
            var result = new PartialResult(files);
            var rows = evidence?.Open();
            var (folder, buffer) = (new Folder(result, reference, asOf, before, watch, rows), new ShardBuffer());
            var written = Task.CompletedTask;
            try
            {
                while (Interlocked.Increment(ref next) is var shard && shard < shards)
                {
                    stop.ThrowIfCancellationRequested();
                    folder.Fold(read(shard, buffer));
                    await written;
                    // It is stored while the next shard is folded.
                    written = evidence?.AddAsync(shard, rows!) ?? Task.CompletedTask;
                }
                await written;
                return result;
            }
            catch
            {
                // Nobody needs what the other threads would fold; what is being stored ends first.
                Interlocked.Exchange(ref next, shards);
                await Task.WhenAny(written);
                throw;
            }
        }
    }

    /// <summary>One thread's fold of shards, one after the other, into one result.</summary>
    sealed class Folder
    {
        /// <summary>Prefetch distance in cases.</summary>
        const int PrefetchDistance = 4;

        readonly PartialResult _into;
        readonly Reference _reference;
        readonly CaseRecords _records;
        readonly Identities _identities;
        readonly EarlierStandings _earlier;
        readonly long _endOfAsOf;
        readonly CaseFold _fold;
        readonly Tally _tally;
        readonly HorizonCount? _horizon;
        readonly CaseRows? _rows;
        readonly Action<GivenWarning>? _warned;
        readonly CaseState _state = new();
        int _case;

        internal Folder(PartialResult into, Reference reference, Day asOf, CalendarBook? before, FoldWatch? watch, EvidenceTables? evidence)
        {
            (_into, _reference) = (into, reference);
            _rows = evidence is null ? null : new(evidence, reference, asOf);
            _warned = watch?.Warned + (_rows is null ? null : _rows.Fault);
            _records = new(reference);
            _endOfAsOf = asOf.End;
            _identities = new(_records, into.Identities, into.WarningCounts, new(watch?.Rejected, _warned));
            _earlier = new(_records, reference, _endOfAsOf, CountEarlier);
            _fold = new(reference, _warned is null ? null : Tell, keepsAcceptances: _rows is not null);
            _tally = new(into.Cells, reference, asOf);
            _horizon = before is null ? null : new(reference, before, asOf);
        }

        internal void Fold(IReadOnlyList<EventSegment> segments)
        {
            _records.Load(segments);
            for (_case = 0; _case < _records.Cases; _case++)
            {
                _records.Prefetch(_case + PrefetchDistance);
                FoldCase(_records.LinesOf(_case));
            }
            _tally.Flush();
            if (_horizon is not null)
                _into.Horizon += _horizon.Take();
        }

        void FoldCase(Span<CaseLine> lines)
        {
            var versioned = _records.HasVersions ? _earlier.Keep(lines) : null;
            var conflicts = _into.WarningCounts[(int)Warning.EventIdConflict];
            _fold.Fold(_records, lines[.._identities.Resolve(lines, _endOfAsOf)], _state);
            _state.Warnings = CountWarnings() | (_into.WarningCounts[(int)Warning.EventIdConflict] == conflicts ? 0 : 1 << (int)Warning.EventIdConflict);
            _state.FromMonth = versioned ?? default;
            Count(_state, lines);
            if (versioned is not null)
                _earlier.Tell();
        }

        /// <summary>Returns a bit for each warning that the case gave.</summary>
        int CountWarnings()
        {
            var warnings = _fold.WarningsGiven;
            var given = 0;
            for (var w = 0; w < warnings.Length; w++)
            {
                _into.WarningCounts[w] += warnings[w];
                given |= warnings[w] > 0 ? 1 << w : 0;
            }
            return given;
        }

        /// <summary>A standing that a later version has replaced counts in the backlogs of its months alone.</summary>
        void CountEarlier(CaseState state)
        {
            if (_reference.Policies.MeasureOf(state.Policy) == Measure.Project)
                _into.ProjectCases.Add(state);
            else
                _tally.Backlog(state, state.Version);
        }

        void Tell(Warning warning, int index)
        {
            ref readonly var line = ref _records.LinesOf(_case)[index];
            _warned!(GivenWarning.Of(warning, _records[line], line));
        }

        void Count(CaseState state, ReadOnlySpan<CaseLine> lines)
        {
            if (!state.IsAccepted)
            {
                if (state.RefusedDay is null)
                    return;
                _tally.Refused(state);
                _rows?.Refused(state, _records[lines[0]].CaseId);
                return;
            }
            var isPart = _reference.Policies.MeasureOf(state.Policy) == Measure.Project;
            _tally.Accepted(state, isUnit: !isPart);
            _rows?.Ratings(state);
            if (isPart)
            {
                // Its project is known only when all shards are folded.
                _into.ProjectCases.Add(state);
                return;
            }
            _rows?.Unit(state, state.Version);
            _horizon?.Add(state, state.Version);
        }
    }
}
