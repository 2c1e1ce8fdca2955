using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Metrics.CaseLogs;

/// <summary>The commas and line feeds of a window of text, found 64 bytes at a time. For one thread.</summary>
sealed class LineIndex
{
    const int Block = ByteMasks.Block;

    int[] _seps = [];
    int[] _lineEnds = [];

    /// <summary>First the place before the text, then each comma and line feed, as offsets in the window.</summary>
    public ReadOnlySpan<int> Seps => _seps;
    /// <summary>Which of <see cref="Seps"/> are line feeds.</summary>
    public ReadOnlySpan<int> LineEnds => _lineEnds.AsSpan(0, Lines);
    public int Lines { get; private set; }
    /// <summary>The first block with a quote begins here; past the text when there is none.</summary>
    public int FirstQuote { get; private set; }
    /// <summary>Has a byte from 0x80 on.</summary>
    public bool High { get; private set; }

    /// <param name="bytes">The text begins at <paramref name="start"/>; 64 readable bytes follow it.</param>
    /// <param name="closed">The text's end is a line end, also without a line feed.</param>
    public void Build(byte[] bytes, int start, int length, bool closed)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + length + Block, bytes.Length);
        if (_seps.Length < length + Block + 2)
        {
            _seps = new int[length + Block + 2];
            _lineEnds = new int[length + Block + 2];
        }
        Find(ref bytes[start], length, out var count);
        if (closed && length > 0 && bytes[start + length - 1] != '\n')
        {
            _lineEnds[Lines++] = count;
            _seps[count] = length;
        }
    }

    void Find(ref byte text, int length, out int count)
    {
        ref var seps = ref MemoryMarshal.GetArrayDataReference(_seps);
        ref var ends = ref MemoryMarshal.GetArrayDataReference(_lineEnds);
        int n = 1, lines = 0, firstQuote = int.MaxValue;
        ulong high = 0;
        seps = -1;
        unchecked
        {
            for (var at = 0; at < length; at += Block)
            {
                var masks = ByteMasks.Of(ref Unsafe.Add(ref text, at));
                if (length - at < Block)
                    masks = masks.Below(length - at);
                high |= masks.High;
                if (masks.Quotes != 0)
                    firstQuote = Math.Min(firstQuote, at);
                var found = masks.Commas | masks.LineFeeds;
                for (var feeds = masks.LineFeeds; feeds != 0; feeds &= feeds - 1)
                    Unsafe.Add(ref ends, lines++) = n + BitOperations.PopCount(found & (feeds ^ feeds - 1) >> 1);
                for (; found != 0; found &= found - 1)
                    Unsafe.Add(ref seps, n++) = at + BitOperations.TrailingZeroCount(found);
            }
        }
        (Lines, FirstQuote, High, count) = (lines, firstQuote, high != 0, n);
    }
}
