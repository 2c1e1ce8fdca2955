using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Metrics.CaseLogs;

/// <summary>The fields and records of a window of CSV text that begins with a record, found 64 bytes at a time. For one thread.</summary>
sealed class LineIndex
{
    int[] _seps = [];
    int[] _recordEnds = [];
    int _records;
    bool _open;

    /// <summary>First the place before the text, then each comma and line feed outside quotes, as offsets in the window.</summary>
    public ReadOnlySpan<int> Seps => _seps;
    /// <summary>Which of <see cref="Seps"/> end a record.</summary>
    public ReadOnlySpan<int> RecordEnds => _recordEnds.AsSpan(0, _records);
    /// <summary>Has a byte from 0x80 on.</summary>
    public bool High { get; private set; }
    public bool Quotes { get; private set; }
    /// <summary>A quote stands where none may: the index is worth nothing.</summary>
    public bool Faulty { get; private set; }
    /// <summary>Some record has a second line.</summary>
    public bool InnerFeeds { get; private set; }

    /// <param name="bytes">The text begins at <paramref name="start"/>; 64 readable bytes follow it.</param>
    /// <param name="closed">The text's end is a record's end, also without a line feed.</param>
    public void Build(byte[] bytes, int start, int length, bool closed)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + length + ByteMasks.Block, bytes.Length);
        if (_seps.Length < length + 2)
        {
            _seps = new int[length + 2];
            _recordEnds = new int[length + 2];
        }
        var count = Find(ref bytes[start], length);
        Faulty |= closed && _open;
        if (closed && length > 0 && bytes[start + length - 1] != '\n')
        {
            _recordEnds[_records++] = count;
            _seps[count] = length;
        }
    }

    int Find(ref byte text, int length)
    {
        ref var seps = ref MemoryMarshal.GetArrayDataReference(_seps);
        ref var ends = ref MemoryMarshal.GetArrayDataReference(_recordEnds);
        var state = new QuoteState();
        int n = 1, records = 0;
        ulong high = 0, quotes = 0;
        seps = -1;
        unchecked
        {
            for (var at = 0; at < length; at += ByteMasks.Block)
            {
                ref var block = ref Unsafe.Add(ref text, at);
                var masks = ByteMasks.Of(ref block, length - at);
                var inside = state.Matters(masks) ? state.Follow(masks, ref block, at == 0, length - at <= ByteMasks.Block) : 0;
                high |= masks.High;
                quotes |= masks.Quotes;
                var found = (masks.Commas | masks.LineFeeds) & ~inside;
                for (var feeds = masks.LineFeeds & ~inside; feeds != 0; feeds &= feeds - 1)
                    Unsafe.Add(ref ends, records++) = n + BitOperations.PopCount(found & (feeds ^ feeds - 1) >> 1);
                for (; found != 0; found &= found - 1)
                    Unsafe.Add(ref seps, n++) = at + BitOperations.TrailingZeroCount(found);
            }
        }
        (_records, High, Quotes) = (records, high != 0, quotes != 0);
        (Faulty, InnerFeeds, _open) = (state.Faulty, state.InnerFeeds, state.Open);
        return n;
    }
}
