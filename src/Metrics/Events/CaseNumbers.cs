using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Metrics.Events;

/// <summary>Numbers the cases of a shard as they come. Reused from shard to shard.</summary>
sealed class CaseNumbers
{
    /// <summary>Bytes that must be readable from the start of an id on, whatever its length.</summary>
    internal const int Reach = 16;

    /// <summary>A first byte, and twice <see cref="Reach"/>: with the length, such an id is known by its head and its tail.</summary>
    const int TwoReach = 1 + 2 * Reach;

    /// <summary>A case's packed id: its first bytes, which mostly are all of it, and where it lies.</summary>
    struct Entry
    {
        // Of an id longer than Reach from its second byte on.
        internal Vector128<byte> Head;
        internal uint Hash;
        internal int Start;
        internal int Length;
        internal byte First;
    }

    /// <summary>From <c>Reach - n</c> on: n bytes of ones, then zeros.</summary>
    static ReadOnlySpan<byte> Masks =>
    [
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    // A case's number + 1; 0 is a free slot.
    int[] _slots = new int[1 << 10];
    Entry[] _entries = new Entry[1 << 9];
    // The last bytes of ids longer than Reach.
    Vector128<byte>[] _tails = new Vector128<byte>[1 << 9];

    internal int Count { get; private set; }

    internal void Clear()
    {
        Count = 0;
        Array.Clear(_slots);
    }

    /// <summary>The number of the case whose packed id lies there. The hash only finds a slot: the id decides, in full.</summary>
    internal int Of(byte[] bytes, int start, int length) => length <= Reach ? OfShort(bytes, start, length) : OfLong(bytes, start, length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    int OfShort(byte[] bytes, int start, int length)
    {
        var head = Vector128.LoadUnsafe(ref bytes[start]) & Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(Masks), (nuint)(Reach - length));
        var hash = HashOf(head);
        for (var slot = SlotOf(hash); ; slot = SlotOf(slot + 1))
        {
            var number = _slots[slot] - 1;
            if (number < 0)
                return Add(slot, new() { Head = head, Hash = hash, Start = start, Length = length });
            if (_entries[number].Head == head && _entries[number].Length == length)
                return number;
        }
    }

    int OfLong(byte[] bytes, int start, int length)
    {
        var head = Vector128.LoadUnsafe(ref bytes[start], 1);
        var tail = Vector128.LoadUnsafe(ref bytes[start], (nuint)(length - Reach));
        var hash = length <= TwoReach ? HashOf(head, tail)
            : unchecked((uint)XxHash3.HashToUInt64(bytes.AsSpan(start, length), HashSeed.Seed));
        for (var slot = SlotOf(hash); ; slot = SlotOf(slot + 1))
        {
            var number = _slots[slot] - 1;
            if (number < 0)
            {
                _tails[Count] = tail;
                return Add(slot, new() { Head = head, Hash = hash, Start = start, Length = length, First = bytes[start] });
            }
            ref readonly var entry = ref _entries[number];
            if (entry.Head == head && _tails[number] == tail && entry.Length == length && entry.First == bytes[start]
                && (length <= TwoReach || bytes.AsSpan(entry.Start, length).SequenceEqual(bytes.AsSpan(start, length))))
            {
                return number;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint HashOf(Vector128<byte> head) => Spread(Product(head, HashSeed.First, HashSeed.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint HashOf(Vector128<byte> head, Vector128<byte> tail) =>
        Spread(Product(head, HashSeed.First, HashSeed.Second) ^ Product(tail, HashSeed.Third, HashSeed.Fourth));

    // The golden ratio: what differs anywhere differs in the upper half.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static uint Spread(ulong sum) => (uint)(unchecked(sum * 0x9E37_79B9_7F4A_7C15) >> 32);

    /// <summary>All 128 bits of the product of both halves, folded: each bit of the id reaches the slot, in a way that only the seed knows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Product(Vector128<byte> bytes, ulong first, ulong second)
    {
        var halves = bytes.AsUInt64();
        var high = Math.BigMul(halves[0] ^ first, halves[1] ^ second, out var low);
        return high ^ low;
    }

    int Add(uint slot, in Entry entry)
    {
        _entries[Count++] = entry;
        _slots[slot] = Count;
        if (Count == _entries.Length)
            Grow();
        return Count - 1;
    }

    void Grow()
    {
        Array.Resize(ref _entries, 2 * _entries.Length);
        Array.Resize(ref _tails, _entries.Length);
        _slots = new int[2 * _slots.Length];
        for (var number = 0; number < Count; number++)
        {
            var slot = SlotOf(_entries[number].Hash);
            while (_slots[slot] != 0)
                slot = SlotOf(slot + 1);
            _slots[slot] = number + 1;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    uint SlotOf(uint hash) => hash & (uint)(_slots.Length - 1);
}
