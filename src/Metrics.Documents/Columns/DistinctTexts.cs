using System.IO.Hashing;

namespace Metrics.Documents.Columns;

/// <summary>The distinct texts of a column, numbered by first appearance.</summary>
public sealed class DistinctTexts
{
    // Texts come from outside: nobody can choose those that meet.
    static readonly long _seed = Random.Shared.NextInt64();

    readonly ByteBuffer _texts = new();
    readonly List<(int End, int Hash)> _entries = [];
    // A text's number + 1; 0 is a free slot. At least half of them are free.
    int[] _slots = new int[1 << 8];
    int _mask = (1 << 8) - 1;

    /// <summary>The number of a text, which is new or has come before.</summary>
    public int NumberOf(ReadOnlySpan<byte> utf8)
    {
        var hash = unchecked((int)XxHash3.HashToUInt64(utf8, _seed));
        var slot = hash & _mask;
        for (; _slots[slot] > 0; slot = slot + 1 & _mask)
        {
            var number = _slots[slot] - 1;
            if (_entries[number].Hash == hash && this[number].SequenceEqual(utf8))
                return number;
        }
        _texts.Add(utf8);
        _entries.Add((_texts.Length, hash));
        _slots[slot] = _entries.Count;
        if (_entries.Count * 2 > _mask)
            Grow();
        return _entries.Count - 1;
    }

    /// <summary>The text of a number, as UTF-8.</summary>
    public ReadOnlySpan<byte> this[int number] => _texts.Written[(number == 0 ? 0 : _entries[number - 1].End).._entries[number].End];

    /// <summary>Forgets all of them, and keeps their room.</summary>
    public void Clear()
    {
        _texts.Clear();
        _entries.Clear();
        Array.Clear(_slots);
    }

    void Grow()
    {
        _mask = _mask * 2 + 1;
        _slots = new int[_mask + 1];
        for (var number = 0; number < _entries.Count; number++)
        {
            var slot = _entries[number].Hash & _mask;
            while (_slots[slot] > 0)
                slot = slot + 1 & _mask;
            _slots[slot] = number + 1;
        }
    }
}
