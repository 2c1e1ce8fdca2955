using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Metrics.CaseLogs;

/// <summary>A small fixed vocabulary of UTF-8 words; names are exact and case-sensitive.</summary>
sealed class WordTable
{
    readonly record struct Entry(byte[] Word, int Value);

    readonly Entry[] _slots;
    readonly int _shift;

    public WordTable(IReadOnlyCollection<(string Word, int Value)> words)
    {
        var bits = int.Log2(words.Count) + 3;
        _slots = new Entry[1 << bits];
        _shift = 64 - bits;
        foreach (var (word, value) in words)
            Add(Encoding.UTF8.GetBytes(word), value);
    }

    void Add(byte[] word, int value)
    {
        var slot = Slot(word);
        while (_slots[slot].Word is not null)
            slot = Next(slot);
        _slots[slot] = new(word, value);
    }

    /// <summary>The word's value, or -1.</summary>
    public int Find(ReadOnlySpan<byte> word)
    {
        if (word.IsEmpty)
            return -1;
        for (var slot = Slot(word); _slots[slot].Word is { } known; slot = Next(slot))
        {
            if (word.SequenceEqual(known))
                return _slots[slot].Value;
        }
        return -1;
    }

    int Next(int slot) => (slot + 1) & (_slots.Length - 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    int Slot(ReadOnlySpan<byte> word)
    {
        unchecked
        {
            ref var first = ref MemoryMarshal.GetReference(word);
            ref var last = ref Unsafe.Add(ref first, word.Length);
            ulong key = word.Length switch
            {
                >= 8 => Unsafe.ReadUnaligned<ulong>(ref first) * 31 + Unsafe.ReadUnaligned<ulong>(ref Unsafe.Subtract(ref last, 8)),
                >= 4 => Unsafe.ReadUnaligned<uint>(ref first) | (ulong)Unsafe.ReadUnaligned<uint>(ref Unsafe.Subtract(ref last, 4)) << 32,
                _ => first | (ulong)Unsafe.Add(ref first, word.Length >> 1) << 8 | (ulong)Unsafe.Subtract(ref last, 1) << 16,
            };
            return (int)((key + (ulong)word.Length) * 0x9E37_79B9_7F4A_7C15 >> _shift);
        }
    }
}
