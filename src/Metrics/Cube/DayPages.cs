using System.Runtime.CompilerServices;

namespace Metrics.Cube;

/// <summary>
/// Counts by day of many histograms in one array: pages of 16 days, those of a histogram linked in order of days. One
/// absurd case of a thousand years costs a page and no more.
/// </summary>
sealed class DayPages
{
    const int Days = 16;

    // Page 0 is none.
    Page[] _pages = new Page[16];
    int _count = 1;

    [InlineArray(Days)]
    struct DayCounts
    {
        // More than four billion cases of one cell and day are an overflow, which is an error.
        uint _first;
    }

    struct Page
    {
        /// <summary>Its days are Number × 16 and the 15 that follow.</summary>
        internal int Number;
        internal int Next;
        internal DayCounts Counts;
    }

    /// <summary>Adds to the count of a day.</summary>
    /// <param name="head">The histogram's first page, 0 at first.</param>
    /// <param name="days">0 or more.</param>
    internal void Add(ref int head, int days, long times)
    {
        var day = (uint)days;
        ref var counted = ref PageOf(ref head, (int)(day / Days)).Counts[(int)(day % Days)];
        counted = (uint)(counted + times);
    }

    /// <summary>Adds another histogram, or takes it out again.</summary>
    /// <param name="times">1 or -1.</param>
    /// <exception cref="ArgumentException">It is not in it.</exception>
    internal void Add(ref int head, DayPages other, int otherHead, int times)
    {
        for (var from = otherHead; from != 0; from = other._pages[from].Next)
        {
            ref var page = ref PageOf(ref head, other._pages[from].Number);
            ref var added = ref other._pages[from];
            for (var i = 0; i < Days; i++)
                page.Counts[i] = (uint)Counts.Sum(page.Counts[i], times * (long)added.Counts[i]);
        }
    }

    ref Page PageOf(ref int head, int number)
    {
        // Beforehand: a link into an array that was left behind would be lost.
        if (_count == _pages.Length)
            Array.Resize(ref _pages, _count * 2);
        ref var link = ref head;
        while (link != 0 && _pages[link].Number < number)
            link = ref _pages[link].Next;
        if (link == 0 || _pages[link].Number != number)
        {
            _pages[_count] = new() { Number = number, Next = link };
            link = _count++;
        }
        return ref _pages[link];
    }

    /// <summary>The next day that has a count, from a page and a place in it on; both move past it.</summary>
    internal bool Next(ref int page, ref int at, out int days, out long count)
    {
        for (; page != 0; (page, at) = (_pages[page].Next, 0))
        {
            for (; at < Days; at++)
            {
                if (_pages[page].Counts[at] != 0)
                {
                    (days, count) = (_pages[page].Number * Days + at, _pages[page].Counts[at]);
                    at++;
                    return true;
                }
            }
        }
        (days, count) = (0, 0);
        return false;
    }
}
