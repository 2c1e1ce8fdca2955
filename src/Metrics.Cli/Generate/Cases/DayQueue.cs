namespace Metrics.Cli.Generate.Cases;

/// <summary>
/// Events by day, until their day comes. What lies ahead is some ten days' worth of events, so memory grows with the
/// events of a day and not with those of the year. Events after the year's end have not happened: they are dropped.
/// </summary>
sealed class DayQueue
{
    const int SecondsOfDay = 86_400;
    // Small, since most of the days ahead hold few events; a chunk serves another day when its own is over.
    const int ChunkSize = 256;

    readonly List<PlannedEvent[]>[] _chunks;
    readonly int[] _counts;
    readonly Stack<PlannedEvent[]> _free = [];
    readonly int[] _starts = new int[SecondsOfDay + 1];
    PlannedEvent[] _sorted = [];

    public DayQueue(int days)
    {
        _counts = new int[days];
        _chunks = [.. _counts.Select(_ => new List<PlannedEvent[]>())];
    }

    public void Add(in PlannedEvent planned)
    {
        int day = planned.Day;
        if (day >= _counts.Length)
            return;
        var place = _counts[day] % ChunkSize;
        if (place == 0)
            _chunks[day].Add(_free.TryPop(out var used) ? used : new PlannedEvent[ChunkSize]);
        _chunks[day][^1][place] = planned;
        _counts[day]++;
    }

    /// <summary>The day's events in order of time, equal times as they were added; valid until the next call.</summary>
    public ReadOnlySpan<PlannedEvent> Take(int day)
    {
        var count = _counts[day];
        if (_sorted.Length < count)
            _sorted = new PlannedEvent[count * 5 / 4];
        SortBySecond(_chunks[day], count);
        foreach (var chunk in _chunks[day])
            _free.Push(chunk);
        _chunks[day] = [];
        return _sorted.AsSpan(0, count);
    }

    // Counting sort: stable, so that equal seconds keep one order on every machine.
    void SortBySecond(List<PlannedEvent[]> chunks, int count)
    {
        Array.Clear(_starts);
        for (var i = 0; i < count; i++)
            _starts[chunks[i / ChunkSize][i % ChunkSize].Second + 1]++;
        for (var s = 1; s <= SecondsOfDay; s++)
            _starts[s] += _starts[s - 1];
        for (var i = 0; i < count; i++)
        {
            ref readonly var e = ref chunks[i / ChunkSize][i % ChunkSize];
            _sorted[_starts[e.Second]++] = e;
        }
    }
}
