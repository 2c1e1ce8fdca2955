using System.IO.Hashing;
using System.Text;

namespace Metrics;

/// <summary>Numbers for words: looks a UTF-8 text up without allocating. Filled once, then read by any thread.</summary>
public sealed class Utf8Index
{
    readonly List<byte[]> _words = [];
    int[] _slots = new int[16];

    public int Count => _words.Count;

    public string this[int index] => Encoding.UTF8.GetString(_words[index]);

    public ReadOnlySpan<byte> Utf8(int index) => _words[index];

    /// <summary>The word's number, or -1.</summary>
    public int Find(ReadOnlySpan<byte> word) => _slots[Slot(word)] - 1;

    /// <summary>The word's number, new or old.</summary>
    public int Add(ReadOnlySpan<byte> word)
    {
        var slot = Slot(word);
        if (_slots[slot] != 0)
            return _slots[slot] - 1;
        _words.Add(word.ToArray());
        _slots[slot] = _words.Count;
        if (_words.Count * 2 > _slots.Length)
            Grow();
        return _words.Count - 1;
    }

    public int Add(string word) => Add(Encoding.UTF8.GetBytes(word));

    int Slot(ReadOnlySpan<byte> word)
    {
        var mask = _slots.Length - 1;
        var slot = unchecked((int)XxHash3.HashToUInt64(word)) & mask;
        while (_slots[slot] != 0 && !word.SequenceEqual(_words[_slots[slot] - 1]))
            slot = (slot + 1) & mask;
        return slot;
    }

    void Grow()
    {
        _slots = new int[_slots.Length * 2];
        for (var i = 0; i < _words.Count; i++)
            _slots[Slot(_words[i])] = i + 1;
    }
}
