namespace Metrics.Cli.Generate;

/// <summary>
/// Events by day, until their day comes. What lies ahead is some ten days' worth of events, so memory grows with the
/// events of a day and not with those of the year. Events after the year's end have not happened: they are dropped.
/// </summary>
sealed class DayQueue(int days)
{
    const int SecondsOfDay = 86_400;

    readonly PlannedEvent[]?[] _events = new PlannedEvent[days][];
    readonly int[] _counts = new int[days];
    readonly Stack<PlannedEvent[]> _free = [];
    readonly int[] _starts = new int[SecondsOfDay + 1];
    PlannedEvent[] _sorted = [];

    public void Add(in PlannedEvent planned)
    {
        int day = planned.Day;
        if (day >= days)
            return;
        var events = _events[day] ??= _free.TryPop(out var used) ? used : new PlannedEvent[64];
        if (_counts[day] == events.Length)
        {
            Array.Resize(ref events, events.Length * 2);
            _events[day] = events;
        }
        events[_counts[day]++] = planned;
    }

    /// <summary>The day's events in order of time, equal times as they were added; valid until the next call.</summary>
    public ReadOnlySpan<PlannedEvent> Take(int day)
    {
        var count = _counts[day];
        if (_events[day] is not { } events)
            return default;
        if (_sorted.Length < count)
            _sorted = new PlannedEvent[count * 5 / 4];
        SortBySecond(events.AsSpan(0, count));
        _events[day] = null;
        _free.Push(events);
        return _sorted.AsSpan(0, count);
    }

    // Counting sort: stable, so that equal seconds keep one order on every machine.
    void SortBySecond(ReadOnlySpan<PlannedEvent> events)
    {
        Array.Clear(_starts);
        foreach (ref readonly var e in events)
            _starts[e.Second + 1]++;
        for (var s = 1; s <= SecondsOfDay; s++)
            _starts[s] += _starts[s - 1];
        foreach (ref readonly var e in events)
            _sorted[_starts[e.Second]++] = e;
    }
}
