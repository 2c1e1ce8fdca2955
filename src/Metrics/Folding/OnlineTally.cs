using Metrics.Cases;
using Metrics.Cube;
using Metrics.Events;

namespace Metrics.Folding;

/// <summary>
/// Counts accepted cases into the one table that is larger than the cache of a core, by district and item: in batches,
/// so that cells can be prefetched.
/// </summary>
sealed class OnlineTally(Cells<OnlineCell> into)
{
    const int BatchSize = 512;
    /// <summary>Prefetch distance in cases: a cell comes this far ahead, its slot twice as far.</summary>
    const int PrefetchDistance = 8;

    [Flags]
    enum Handled : byte
    {
        OneNet = 1,
        OneWindow = 2,
        Other = 4,
        Withdrawn = 8,
        Capable = 16,
        NoVisit = 32,
    }

    readonly ulong[] _keys = new ulong[BatchSize];
    readonly Handled[] _handled = new Handled[BatchSize];
    int _count;

    /// <param name="isCapable">Whether its item could be handled online on the day of acceptance.</param>
    internal void Add(ulong key, CaseState c, bool isCapable)
    {
        if (_count == BatchSize)
            Flush();
        _keys[_count] = key;
        _handled[_count++] = Of(c.Channel) | (c.Outcome == Outcome.Withdrawn ? Handled.Withdrawn : 0) | (isCapable ? Handled.Capable : 0)
            | (c.Channel == Channel.OneNet && c.Visits == 0 ? Handled.NoVisit : 0);
    }

    /// <summary>Counts the batch.</summary>
    internal void Flush()
    {
        for (var i = 0; i < _count; i++)
        {
            if (i + 2 * PrefetchDistance < _count)
                into.PrefetchSlot(_keys[i + 2 * PrefetchDistance]);
            if (i + PrefetchDistance < _count)
                into.PrefetchCell(_keys[i + PrefetchDistance]);
            Count(ref into[into.Place(_keys[i])], _handled[i]);
        }
        _count = 0;
    }

    static void Count(ref OnlineCell cell, Handled handled)
    {
        cell.OneNet += Has(handled, Handled.OneNet);
        cell.OneWindow += Has(handled, Handled.OneWindow);
        cell.Other += Has(handled, Handled.Other);
        cell.Withdrawn += Has(handled, Handled.Withdrawn);
        cell.NoVisit += Has(handled, Handled.NoVisit);
        cell.Capable += Has(handled, Handled.Capable);
        cell.CapableOneNet += Has(handled, Handled.Capable | Handled.OneNet);
    }

    static int Has(Handled handled, Handled all) => (handled & all) == all ? 1 : 0;

    static Handled Of(Channel channel) => channel switch
    {
        Channel.OneNet => Handled.OneNet,
        Channel.OneWindow => Handled.OneWindow,
        Channel.Other => Handled.Other,
        _ => 0,
    };
}
