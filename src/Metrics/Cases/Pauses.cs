using Metrics.Calendars;
using Metrics.Events;

namespace Metrics.Cases;

/// <summary>A pause of the clock: its days are (Start, End], as with acceptance; an open one has <see cref="Open"/> as end.</summary>
public readonly record struct Pause(Day Start, Day End, PauseReason Reason)
{
    public static Day Open => Day.Never;
}

/// <summary>The pauses of one kind in a case: one after the other, at most the last one open.</summary>
public sealed class Pauses
{
    readonly List<Pause> _list = [];

    public IReadOnlyList<Pause> List => _list;

    internal bool HasOpen => _list.Count > 0 && _list[^1].End == Pause.Open;

    /// <summary>Index of the event that started the last pause.</summary>
    internal int OpenedBy { get; private set; }

    /// <summary>False when one is open already: the second start is ignored.</summary>
    /// <param name="by">Index of the event.</param>
    internal bool Start(Day day, PauseReason reason, int by = -1)
    {
        if (HasOpen)
            return false;
        OpenedBy = by;
        _list.Add(new(day, Pause.Open, reason));
        return true;
    }

    /// <summary>False when none is open.</summary>
    internal bool End(Day day)
    {
        if (!HasOpen)
            return false;
        _list[^1] = _list[^1] with { End = day };
        return true;
    }

    internal void Clear() => _list.Clear();

    /// <summary>Whether a pause is started and not ended at the end of <paramref name="day"/>.</summary>
    public bool IsOpenAt(Day day)
    {
        foreach (var pause in _list)
        {
            if (pause.Start <= day && day < pause.End)
                return true;
        }
        return false;
    }

    internal void Add(Pause pause) => _list.Add(pause);

    /// <summary>Working days in the union of two kinds of pauses, inside (from, to]: never a sum.</summary>
    public static int WorkingDays(Pauses special, Pauses? correction, Calendar calendar, Day from, Day to)
    {
        var (days, covered, s, c) = (0, from, 0, 0);
        var corrections = correction?._list;
        while (s < special._list.Count || c < (corrections?.Count ?? 0))
        {
            var takeSpecial = s < special._list.Count
                && (corrections is null || c == corrections.Count || special._list[s].Start <= corrections[c].Start);
            var pause = takeSpecial ? special._list[s++] : corrections![c++];
            var (start, end) = (Day.Max(pause.Start, covered), Day.Min(pause.End, to));
            if (start >= end)
                continue;
            days += calendar.Count(start, end);
            covered = end;
        }
        return days;
    }
}
