using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Metrics.Cube;

/// <summary>
/// The cells of one table by packed key, in one array: a few whole numbers and a histogram of days each. They add up and
/// are taken out again exactly. A cell has a place, which stays as long as nothing is taken out.
/// </summary>
abstract class Cells
{
    // A cell: key, head of its histogram, numbers. Cells lie in the order in which their keys came. Slots (open addressing)
    // hold place + 1. At most one slot in four is taken: to pass the slot of another key costs one read of that cell.
    const int Head = 1;
    const int First = 2;

    /// <summary>
    /// Cells that a table may have, rolled-up ones too: four times those of a city of 300 districts, 3,000 items and 10 years whose
    /// every tenth pair has a case in a month. Beyond it a column holds another thing in each line, and a run ends with that reason.
    /// </summary>
    internal const int Most = 1 << 23;

    readonly int _width;
    readonly int _most;
    readonly DayPages _days = new();
    long[] _cells;
    int[] _slots = new int[16];
    int _shift = 60;

    /// <param name="numbers">How many numbers a cell has.</param>
    /// <param name="most">Cells that it may hold.</param>
    protected Cells(int numbers, int most)
    {
        _most = most;
        _width = First + numbers;
        _cells = new long[_width * Capacity];
    }

    internal int Count { get; private set; }

    int Capacity => _slots.Length / 4;

    internal ulong KeyAt(int place) => unchecked((ulong)_cells[place * _width]);

    /// <summary>The place of a key's cell, which is new and empty at first.</summary>
    internal int Place(ulong key)
    {
        var slot = Slot(key);
        return _slots[slot] is var taken and not 0 ? taken - 1 : Append(key, slot);
    }

    /// <summary>Prefetches the slot of a key whose cell is used soon.</summary>
    internal void PrefetchSlot(ulong key) => Cache.Prefetch(ref _slots[Home(key)]);

    /// <summary>Prefetches the cell of a key. It reads the slot: prefetch that first.</summary>
    internal void PrefetchCell(ulong key)
    {
        if (_slots[Home(key)] is var taken and not 0)
        {
            Cache.Prefetch(ref _cells[(taken - 1) * _width]);
            Cache.Prefetch(ref _cells[taken * _width - 1]);
        }
    }

    /// <param name="days">0 or more.</param>
    internal void AddDay(int place, int days, long times = 1) => _days.Add(ref HeadAt(place), days, times);

    internal Histogram DaysAt(int place) => new(_days, HeadAt(place));

    ref int HeadAt(int place) => ref Unsafe.As<long, int>(ref _cells[place * _width + Head]);

    /// <summary>The numbers of a cell; until another cell is added.</summary>
    internal Span<long> NumbersAt(int place) => _cells.AsSpan(place * _width + First, _width - First);

    /// <summary>Adds cells of the same kind.</summary>
    internal void Add(Cells other)
    {
        for (var place = 0; place < other.Count; place++)
            Add(other.KeyAt(place), other, place);
    }

    /// <summary>Adds one cell of the same kind under a key.</summary>
    internal void Add(ulong key, Cells other, int place) => Add(key, other, place, 1);

    /// <summary>Takes cells out again that were added; a cell of which nothing is left is gone.</summary>
    /// <exception cref="ArgumentException">They are not in it. What is left is then of no use.</exception>
    internal void Subtract(Cells other)
    {
        for (var place = 0; place < other.Count; place++)
            Add(other.KeyAt(place), other, place, -1);
        DropEmpty();
    }

    void Add(ulong key, Cells other, int from, int times)
    {
        var to = Place(key);
        Counts.Add(NumbersAt(to), other.NumbersAt(from), times);
        _days.Add(ref HeadAt(to), other._days, other.HeadAt(from), times);
    }

    bool IsEmpty(int place) => !NumbersAt(place).ContainsAnyExcept(0) && DaysAt(place).Count == 0;

    void DropEmpty()
    {
        var kept = 0;
        for (var place = 0; place < Count; place++)
        {
            if (!IsEmpty(place))
                _cells.AsSpan(place * _width, _width).CopyTo(_cells.AsSpan(kept++ * _width));
        }
        _cells.AsSpan(kept * _width).Clear();
        Count = kept;
        Index(_slots.Length);
    }

    int Append(ulong key, int slot)
    {
        if (Count == _most)
            throw TooMany();
        if (Count == Capacity)
        {
            Index(_slots.Length * 2);
            Array.Resize(ref _cells, _width * Capacity);
            slot = Slot(key);
        }
        _cells[Count * _width] = unchecked((long)key);
        _slots[slot] = ++Count;
        return Count - 1;
    }

    RefusedException TooMany() => new(
        $"a table would have more than {_most} rows, expected fewer; "
        + "the likely cause: a column such as district or item_code that holds another value in every line",
        $"有一张表将超过 {_most} 行；可能的原因：行政区划、事项编码等列在每一行都不相同");

    void Index(int slots)
    {
        _slots = new int[slots];
        _shift = 64 - int.Log2(slots);
        for (var place = 0; place < Count; place++)
            _slots[Slot(KeyAt(place))] = place + 1;
    }

    // The upper bits of a product with the golden ratio: as evenly spread as any, however regular the keys.
    int Home(ulong key) => unchecked((int)(key * 0x9E3779B97F4A7C15 >> _shift));

    // For every table and case: the sums of this method never leave an int.
    int Slot(ulong key)
    {
        unchecked
        {
            var slots = _slots;
            var slot = Home(key);
            while (slots[slot] is var taken and not 0 && (ulong)_cells[(taken - 1) * _width] != key)
                slot = slot + 1 & slots.Length - 1;
            return slot;
        }
    }
}

/// <inheritdoc/>
/// <typeparam name="T">The numbers of a cell by name: a struct of <see cref="long"/> alone.</typeparam>
sealed class Cells<T>(int most = Cells.Most) : Cells(Unsafe.SizeOf<T>() / sizeof(long), most) where T : unmanaged
{
    /// <summary>The numbers of the cell at a place; until another cell is added.</summary>
    internal ref T this[int place] => ref MemoryMarshal.AsRef<T>(MemoryMarshal.AsBytes(NumbersAt(place)));

    /// <summary>Adds to the numbers of the cell at a place.</summary>
    internal void Add(int place, in T numbers)
    {
        var to = NumbersAt(place);
        var added = MemoryMarshal.Cast<T, long>(new ReadOnlySpan<T>(in numbers));
        for (var i = 0; i < to.Length; i++)
            to[i] += added[i];
    }

    internal Cells<T> Copy()
    {
        var copy = new Cells<T>();
        copy.Add(this);
        return copy;
    }
}
