using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Metrics.CaseLogs;

/// <summary>A small fixed vocabulary of UTF-8 words; names are exact and case-sensitive.</summary>
sealed class WordTable
{
    /// <summary>The two ends of a word: all of it when it has at most 16 bytes.</summary>
    readonly record struct Ends(ulong First, ulong Last);

    struct Entry
    {
        public byte[]? Word;
        public Ends Ends;
        public int Value;
    }

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
        var ends = EndsOf(word);
        var slot = Slot(ends);
        while (_slots[slot].Word is not null)
            slot = Next(slot);
        _slots[slot] = new() { Word = word, Ends = ends, Value = value };
    }

    /// <summary>The word's value, or -1.</summary>
    public int Find(ReadOnlySpan<byte> word)
    {
        if (word.IsEmpty)
            return -1;
        var ends = EndsOf(word);
        for (var slot = Slot(ends); ; slot = Next(slot))
        {
            ref readonly var entry = ref _slots[slot];
            if (entry.Word is null)
                return -1;
            if (entry.Ends == ends && entry.Word.Length == word.Length && (word.Length <= 16 || word.SequenceEqual(entry.Word)))
                return entry.Value;
        }
    }

    int Next(int slot) => (slot + 1) & (_slots.Length - 1);

    int Slot(Ends ends) => unchecked((int)((ends.First * 31 + ends.Last) * 0x9E37_79B9_7F4A_7C15 >> _shift));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Ends EndsOf(ReadOnlySpan<byte> word)
    {
        ref var first = ref MemoryMarshal.GetReference(word);
        ref var end = ref Unsafe.Add(ref first, word.Length);
        return word.Length switch
        {
            >= 8 => new(Unsafe.ReadUnaligned<ulong>(ref first), Unsafe.ReadUnaligned<ulong>(ref Unsafe.Subtract(ref end, 8))),
            >= 4 => new(Unsafe.ReadUnaligned<uint>(ref first), Unsafe.ReadUnaligned<uint>(ref Unsafe.Subtract(ref end, 4))),
            _ => new((ulong)first << 8 | Unsafe.Add(ref first, word.Length >> 1), Unsafe.Subtract(ref end, 1)),
        };
    }
}
