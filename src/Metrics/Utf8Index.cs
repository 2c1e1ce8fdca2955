using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Metrics;

/// <summary>
/// Numbers for words: looks a UTF-8 text up without allocating. Filled once, with words that nobody sends, then read by any thread.
/// </summary>
public sealed class Utf8Index
{
    const int FirstSlots = 16;
    const int HeadSize = 32;
    const int PageSize = 4096;

    struct Slot
    {
        // The first bytes of a word, then zeros: mostly all of it.
        internal Vector256<byte> Head;
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
    // Its vectors are compiled at every start: once, and not in each caller.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public int Find(ReadOnlySpan<byte> word) => SlotOf(word, HeadOf(word)).Taken - 1;

    /// <summary>The word's number, new or old.</summary>
    public int Add(ReadOnlySpan<byte> word)
    {
        var head = HeadOf(word);
        ref var slot = ref SlotOf(word, head);
        if (slot.Taken != 0)
            return slot.Taken - 1;
        _words.Add(word.ToArray());
        slot = new() { Head = head, Length = word.Length, Taken = _words.Count };
        // Mostly free: a look-up mostly sees one slot.
        if (_words.Count * 4 > _slots.Length)
            Grow();
        return _words.Count - 1;
    }

    public int Add(string word) => Add(Encoding.UTF8.GetBytes(word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    ref Slot SlotOf(ReadOnlySpan<byte> word, Vector256<byte> head)
    {
        for (var at = Home(head); ; at = (at + 1) & (_slots.Length - 1))
        {
            ref var slot = ref _slots[at];
            // A free slot has no length: its words are not asked for.
            if (slot.Head == head && slot.Length == word.Length && (word.Length <= HeadSize || word.SequenceEqual(_words[slot.Taken - 1]))
                || slot.Taken == 0)
            {
                return ref slot;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    int Home(Vector256<byte> head)
    {
        var folded = (head.GetLower() ^ head.GetUpper()).AsUInt64();
        return unchecked((int)((folded[0] * 31 + folded[1]) * 0x9E37_79B9_7F4A_7C15 >> _shift));
    }

    /// <summary>Read at once whatever the length, since a branch for each would often be guessed wrong.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static unsafe Vector256<byte> HeadOf(ReadOnlySpan<byte> word)
    {
        if (word.IsEmpty)
            return default;
        fixed (byte* start = word)
        {
            // What follows the word in its page of memory can be read; nothing comes of it.
            var text = ((nuint)start & PageSize - 1) <= PageSize - HeadSize || word.Length >= HeadSize ? Vector256.Load(start) : Copy(word);
            return text & Vector256.LessThan(Vector256<byte>.Indices, Vector256.Create((byte)Math.Min(word.Length, HeadSize)));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Vector256<byte> Copy(ReadOnlySpan<byte> word)
    {
        Span<byte> head = stackalloc byte[HeadSize];
        word.CopyTo(head);
        return Vector256.Create<byte>(head);
    }

    void Grow()
    {
        var old = _slots;
        _slots = new Slot[2 * old.Length];
        _shift--;
        foreach (ref readonly var slot in old.AsSpan())
        {
            if (slot.Taken != 0)
                SlotOf(_words[slot.Taken - 1], slot.Head) = slot;
        }
    }
}
