using Metrics.Cases;
using Metrics.Events;
using Metrics.Folding;
using Metrics.Policies;

namespace Metrics.Explaining;

/// <summary>Folds single cases of a shard by the steps of a run; nothing is counted into tables.</summary>
sealed class HistoryFold
{
    readonly CaseRecords _records;
    readonly Reference _reference;
    readonly DateOnly _asOf;
    readonly Identities _identities;
    readonly FileIdentity[] _files;
    readonly long[] _warnings = new long[Warnings.Codes.Count];
    readonly List<(Warning Warning, int Event)> _given = [];
    readonly CaseFold _fold;

    internal HistoryFold(IReadOnlyList<EventSegment> shard, Reference reference, DateOnly asOf)
    {
        (_reference, _asOf) = (reference, asOf);
        _records = new(reference);
        _records.Load(shard);
        _files = new FileIdentity[shard.Count == 0 ? 0 : shard.Max(s => s.File) + 1];
        _identities = new(_records, _files, _warnings);
        _fold = new(reference, (warning, at) => _given.Add((warning, at)));
    }

    internal int Cases => _records.Cases;

    /// <summary>The case's index, or -1.</summary>
    internal int Find(ReadOnlySpan<byte> caseId)
    {
        Span<byte> room = stackalloc byte[Identifier.MaxDigits];
        for (var i = 0; i < Cases; i++)
        {
            if (_records[_records.LinesOf(i)[0]].CaseId.Utf8(room).SequenceEqual(caseId))
                return i;
        }
        return -1;
    }

    /// <summary>Whether a line of the case names a project's code. Which line counts, its fold says.</summary>
    internal bool Names(int index, ReadOnlySpan<byte> projectCode)
    {
        foreach (ref readonly var line in _records.LinesOf(index))
        {
            if (line.Kind == EventKind.Accepted && _records[line].ProjectCode.SequenceEqual(projectCode))
                return true;
        }
        return false;
    }

    /// <summary>Folds a case, each once, into <paramref name="into"/>.</summary>
    internal Span<CaseLine> Fold(int index, CaseState into)
    {
        _given.Clear();
        var lines = _records.LinesOf(index);
        var events = lines[.._identities.Resolve(lines, Day.Of(_asOf).End)];
        _fold.Fold(_records, events, into);
        return events;
    }

    internal CaseHistory Of(int index, string caseId)
    {
        var state = new CaseState();
        var (conflicts, unknown) = (_warnings[(int)Warning.EventIdConflict], Unknown());
        var events = Fold(index, state);
        var warnings = new List<CaseWarning>();
        foreach (var (warning, at) in _given)
            warnings.Add(new(warning, events[at].Kind, Day.Of(events[at].At).Date));
        for (; conflicts < _warnings[(int)Warning.EventIdConflict]; conflicts++)
            warnings.Add(new(Warning.EventIdConflict, EventKind.None, null));
        return new(caseId, state, warnings, Unknown() - unknown, _reference, _asOf);
    }

    long Unknown() => _files.Sum(f => f.UnknownItem + f.UnknownPolicy);
}
