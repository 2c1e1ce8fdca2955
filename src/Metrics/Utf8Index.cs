using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Metrics;

/// <summary>
/// Numbers for words: looks a UTF-8 text up without allocating. Filled once, with words that nobody sends, then read by any thread.
/// </summary>
public sealed class Utf8Index
{
    const int FirstSlots = 16;

    /// <summary>The two ends of a word, 8 bytes each: all of it when it has at most 16.</summary>
    readonly record struct Ends(ulong First, ulong Last)
    {
        internal const int Whole = 16;
    }

    struct Slot
    {
        internal Ends Ends;
        internal int Length;
        // Its number + 1; 0 is a free slot.
        internal int Taken;
    }

    readonly List<byte[]> _words = [];
    Slot[] _slots = new Slot[FirstSlots];
    int _shift = 64 - int.Log2(FirstSlots);

    public int Count => _words.Count;

    public string this[int index] => Encoding.UTF8.GetString(_words[index]);

    public ReadOnlySpan<byte> Utf8(int index) => _words[index];

    /// <summary>The word's number, or -1.</summary>
    public int Find(ReadOnlySpan<byte> word) => SlotOf(word, EndsOf(word)).Taken - 1;

    /// <summary>The word's number, new or old.</summary>
    public int Add(ReadOnlySpan<byte> word)
    {
        var ends = EndsOf(word);
        ref var slot = ref SlotOf(word, ends);
        if (slot.Taken != 0)
            return slot.Taken - 1;
        _words.Add(word.ToArray());
        slot = new() { Ends = ends, Length = word.Length, Taken = _words.Count };
        // Mostly free: a look-up mostly sees one slot.
        if (_words.Count * 4 > _slots.Length)
            Grow();
        return _words.Count - 1;
    }

    public int Add(string word) => Add(Encoding.UTF8.GetBytes(word));

    ref Slot SlotOf(ReadOnlySpan<byte> word, Ends ends)
    {
        for (var at = Home(ends); ; at = (at + 1) & (_slots.Length - 1))
        {
            ref var slot = ref _slots[at];
            if (slot.Taken == 0 || slot.Ends == ends && slot.Length == word.Length
                && (word.Length <= Ends.Whole || word.SequenceEqual(_words[slot.Taken - 1])))
                return ref slot;
        }
    }

    int Home(Ends ends) => unchecked((int)((ends.First * 31 + ends.Last) * 0x9E37_79B9_7F4A_7C15 >> _shift));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Ends EndsOf(ReadOnlySpan<byte> word)
    {
        ref var first = ref MemoryMarshal.GetReference(word);
        ref var end = ref Unsafe.Add(ref first, word.Length);
        return word.Length switch
        {
            >= 8 => new(Unsafe.ReadUnaligned<ulong>(ref first), Unsafe.ReadUnaligned<ulong>(ref Unsafe.Subtract(ref end, 8))),
            >= 4 => new(Unsafe.ReadUnaligned<uint>(ref first), Unsafe.ReadUnaligned<uint>(ref Unsafe.Subtract(ref end, 4))),
            > 0 => new((ulong)first << 8 | Unsafe.Add(ref first, word.Length >> 1), Unsafe.Subtract(ref end, 1)),
            _ => default,
        };
    }

    void Grow()
    {
        var old = _slots;
        _slots = new Slot[2 * old.Length];
        _shift--;
        foreach (ref readonly var slot in old.AsSpan())
            if (slot.Taken != 0)
                SlotOf(_words[slot.Taken - 1], slot.Ends) = slot;
    }
}
