using Metrics.Cases;
using Metrics.Events;
using Metrics.Policies;

namespace Metrics.Folding;

/// <summary>
/// How a case stood at the ends of months before its last version was written: a backlog is what a run of that day would have
/// found (contract 4), and such a run saw the versions up to then (contract 1.2). Between two versions one fold serves all months.
/// </summary>
/// <param name="endOfAsOf">Versions after it are not there.</param>
/// <param name="found">Called for each accepted standing, with the months that it holds for. The state is overwritten by the next.</param>
sealed class EarlierStandings(CaseRecords records, Reference reference, long endOfAsOf, Action<CaseState> found)
{
    readonly CaseFold _fold = new(reference);
    // What a run of that day counted of files and warnings is not asked for.
    readonly Identities _identities = new(records, new FileIdentity[1], new long[Warnings.Codes.Count]);
    readonly CaseState _state = new();
    // Ascending, each once: mostly one to three.
    readonly List<Month> _months = [];
    // Some line is there at any time.
    bool _always;
    CaseLine[] _lines = [];
    CaseLine[] _then = [];
    int _count;

    /// <summary>Keeps the lines of a case that has versions, before they are resolved.</summary>
    /// <returns>The month in which the last version was written: from its end on the case stands as it does now; null: there are no versions.</returns>
    internal Month? Keep(ReadOnlySpan<CaseLine> lines)
    {
        _months.Clear();
        _always = false;
        foreach (ref readonly var line in lines)
        {
            var updated = line.HasVersion ? records[line].Updated : 0;
            _always |= updated == 0;
            if (updated > 0 && updated < endOfAsOf)
                Insert(Day.Of(updated).Month);
        }
        if (_months.Count == 0)
            return null;
        if (_always || _months.Count > 1)
            Copy(lines);
        return _months[^1];
    }

    void Insert(Month month)
    {
        var at = _months.Count;
        while (at > 0 && month < _months[at - 1])
            at--;
        if (at == 0 || _months[at - 1] != month)
            _months.Insert(at, month);
    }

    void Copy(ReadOnlySpan<CaseLine> lines)
    {
        _count = lines.Length;
        if (_lines.Length < _count)
            (_lines, _then) = (new CaseLine[_count * 2], new CaseLine[_count * 2]);
        lines.CopyTo(_lines);
        // Each line is of the file that the scratch counts have room for.
        foreach (ref var line in _lines.AsSpan(0, _count))
            line.File = 0;
    }

    /// <summary>Folds the kept case once for the months up to each version; before the first there are only the lines without one.</summary>
    internal void Tell()
    {
        if (_always)
            Tell(default, _months[0].Previous);
        for (var i = 1; i < _months.Count; i++)
            Tell(_months[i - 1], _months[i].Previous);
    }

    void Tell(Month from, Month through)
    {
        _lines.AsSpan(0, _count).CopyTo(_then);
        var lines = _then.AsSpan(0, _count);
        _fold.Fold(records, lines[.._identities.Resolve(lines, through.LastDay.End)], _state);
        if (!_state.IsAccepted)
            return;
        (_state.FromMonth, _state.ThroughMonth) = (from, through);
        found(_state);
    }
}
