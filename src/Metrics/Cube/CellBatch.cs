namespace Metrics.Cube;

/// <summary>
/// Adds to the cells of one table in batches, so that they can be prefetched: cases come in no order, and a table is larger than what
/// the others leave it of the nearest cache. The table is whole only after <see cref="Flush"/>.
/// </summary>
sealed class CellBatch<T>(Cells<T> into) where T : unmanaged
{
    const int Size = 128;

    /// <summary>Prefetch distance in entries: a cell comes this far ahead, its slot twice as far.</summary>
    const int PrefetchDistance = 8;

    const int NoDays = -1;

    struct Entry
    {
        internal ulong Key;
        internal int Days;
        internal T Numbers;
    }

    readonly Entry[] _entries = new Entry[Size];
    int _count;

    /// <summary>The numbers, 0 at first, to be added to a key's cell; until the next call.</summary>
    internal ref T Add(ulong key) => ref Open(key, NoDays);

    /// <inheritdoc cref="Add(ulong)"/>
    /// <param name="days">Counted in the cell's histogram too.</param>
    /// <exception cref="ArgumentOutOfRangeException">The days are less than 0.</exception>
    internal ref T Add(ulong key, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        return ref Open(key, days);
    }

    ref T Open(ulong key, int days)
    {
        if (_count == Size)
            Flush();
        ref var entry = ref _entries[_count++];
        entry = new() { Key = key, Days = days };
        return ref entry.Numbers;
    }

    internal void Flush()
    {
        for (var i = 0; i < _count; i++)
        {
            if (i + 2 * PrefetchDistance < _count)
                into.PrefetchSlot(_entries[i + 2 * PrefetchDistance].Key);
            if (i + PrefetchDistance < _count)
                into.PrefetchCell(_entries[i + PrefetchDistance].Key);
            ref readonly var entry = ref _entries[i];
            var place = into.Place(entry.Key);
            into.Add(place, entry.Numbers);
            if (entry.Days != NoDays)
                into.AddDay(place, entry.Days);
        }
        _count = 0;
    }
}
