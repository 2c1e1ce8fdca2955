using System.Buffers.Binary;

namespace Metrics.Evidence;

/// <summary>Puts rows in order of a column of texts. Its room is used again.</summary>
sealed class KeyOrder
{
    const int Digits = 1 << 8;

    /// <summary>Bytes of a text, behind those that all begin with, by which rows are put in order at once.</summary>
    const int Most = 32;

    readonly int[] _counts = new int[sizeof(ulong) * Digits];
    ulong[] _heads = [];
    ulong[] _otherHeads = [];
    int[] _otherRows = [];

    /// <summary>The rows in order of their texts as UTF-8 bytes; those of one text stay in their order.</summary>
    /// <param name="rows">Gets them: one for each row of <paramref name="key"/>.</param>
    internal void Sort(EvidenceColumn key, Span<int> rows)
    {
        if (_heads.Length < rows.Length)
            (_heads, _otherHeads, _otherRows) = (new ulong[rows.Length], new ulong[rows.Length], new int[rows.Length]);
        for (var row = 0; row < rows.Length; row++)
            rows[row] = row;
        var (common, longest) = (CommonStart(key), Longest(key));
        for (var start = common + (Math.Min(longest - common, Most) - 1) / sizeof(ulong) * sizeof(ulong); start >= common; start -= sizeof(ulong))
        {
            for (var i = 0; i < rows.Length; i++)
                _heads[i] = Head(key.TextAt(rows[i]), start);
            SortByHeads(rows);
        }
        // What a text lacks was taken for zeros.
        if (longest - common > Most || key.Texts.Contains((byte)0))
            rows.Sort((x, y) => key.TextAt(x).SequenceCompareTo(key.TextAt(y)) is var byText and not 0 ? byText : x.CompareTo(y));
    }

    /// <summary>Byte by byte, the last first; bytes that are the same everywhere are passed over.</summary>
    void SortByHeads(Span<int> rows)
    {
        Count(_heads.AsSpan(0, rows.Length));
        for (var place = 0; place < sizeof(ulong); place++)
        {
            var counts = _counts.AsSpan(place * Digits, Digits);
            if (counts.Contains(rows.Length))
                continue;
            Scatter(rows, counts, 8 * place);
        }
    }

    void Count(ReadOnlySpan<ulong> heads)
    {
        Array.Clear(_counts);
        foreach (var head in heads)
        {
            for (var (place, rest) = (0, head); place < sizeof(ulong); place++, rest >>= 8)
                _counts[place * Digits + (int)(rest & Digits - 1)]++;
        }
    }

    /// <param name="counts">Of each byte; then where its next row goes.</param>
    void Scatter(Span<int> rows, Span<int> counts, int shift)
    {
        var before = 0;
        foreach (ref var count in counts)
            (count, before) = (before, before + count);
        for (var i = 0; i < rows.Length; i++)
        {
            var to = counts[(int)(_heads[i] >> shift & Digits - 1)]++;
            (_otherHeads[to], _otherRows[to]) = (_heads[i], rows[i]);
        }
        (_heads, _otherHeads) = (_otherHeads, _heads);
        _otherRows.AsSpan(0, rows.Length).CopyTo(rows);
    }

    /// <summary>Bytes that all texts begin with.</summary>
    static int CommonStart(EvidenceColumn key)
    {
        var common = key.Count == 0 ? 0 : key.TextAt(0).Length;
        for (var row = 1; row < key.Count && common > 0; row++)
            common = Math.Min(common, key.TextAt(row).CommonPrefixLength(key.TextAt(0)));
        return common;
    }

    static int Longest(EvidenceColumn key)
    {
        var longest = 0;
        for (var row = 0; row < key.Count; row++)
            longest = Math.Max(longest, key.TextAt(row).Length);
        return longest;
    }

    /// <summary>Eight bytes of a text from a place on, as a number of their order; what it lacks is as zeros.</summary>
    static ulong Head(ReadOnlySpan<byte> text, int start)
    {
        var rest = text[Math.Min(start, text.Length)..];
        if (rest.Length >= sizeof(ulong))
            return BinaryPrimitives.ReadUInt64BigEndian(rest);
        var head = 0UL;
        foreach (var value in rest)
            head = head << 8 | value;
        return rest.IsEmpty ? 0 : head << 8 * (sizeof(ulong) - rest.Length);
    }
}
