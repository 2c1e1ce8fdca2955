namespace Metrics.Cube;

/// <summary>How often each whole number of days (0 or more) was counted, in order of days: exact, so percentiles of any roll-up are exact.</summary>
readonly struct Histogram
{
    readonly DayPages _pages;
    readonly int _head;

    internal Histogram(DayPages pages, int head)
    {
        (_pages, _head) = (pages, head);
        foreach (var (days, count) in this)
        {
            Count += count;
            Sum += days * count;
        }
    }

    internal long Count { get; }

    /// <summary>Sum of all days.</summary>
    internal long Sum { get; }

    internal int? Max => Percentile(100);

    /// <summary>Nearest rank: the smallest d with at least ⌈p·n⌉ of the days ≤ d; null of nothing.</summary>
    /// <param name="percent">1 to 100.</param>
    internal int? Percentile(int percent)
    {
        var rank = (Count * percent + 99) / 100;
        foreach (var (days, count) in this)
        {
            if ((rank -= count) <= 0)
                return days;
        }
        return null;
    }

    public Enumerator GetEnumerator() => new(_pages, _head);

    internal struct Enumerator(DayPages pages, int page)
    {
        int _at;
        int _days;
        long _count;

        public readonly (int Days, long Count) Current => (_days, _count);

        public bool MoveNext() => pages.Next(ref page, ref _at, out _days, out _count);
    }
}
