using System.Globalization;
using Metrics.Cube;

namespace Metrics.Summaries;

/// <summary>A key column of a table: the part of a cell's key that it shows, and the texts of its numbers; <c>*</c> for all.</summary>
sealed class KeyColumn
{
    static readonly byte[] _all = "*"u8.ToArray();
    static readonly byte[][] _channels = ["one_window"u8.ToArray(), "one_net"u8.ToArray(), "other"u8.ToArray()];

    readonly KeyPart _part;
    readonly bool _isDistrict;
    readonly bool _isPolicy;

    // By number + 1, 0 is all; of districts, whose texts are digits, none.
    readonly byte[][] _texts = [_all];
    readonly int[] _ranks = [0];

    KeyColumn(KeyPart part) => (_part, _isDistrict) = (part, true);

    KeyColumn(KeyPart part, int count, Func<int, byte[]> text, bool isPolicy = false)
    {
        (_part, _isPolicy) = (part, isPolicy);
        _texts = new byte[count + 1][];
        _texts[0] = _all;
        for (var i = 0; i < count; i++)
            _texts[i + 1] = text(i);
        _ranks = RanksOf(_texts);
    }

    internal static KeyColumn District(KeyPart part) => new(part);

    /// <summary>Policies by id: the one key whose values all stand in the city at a glance.</summary>
    internal static KeyColumn Policy(KeyPart part, Utf8Index ids) => new(part, ids.Count, i => ids.Utf8(i).ToArray(), isPolicy: true);

    /// <summary>Channels count from 1.</summary>
    internal static KeyColumn Channel(KeyPart part) => new(part, _channels.Length + 1, i => i == 0 ? _all : _channels[i - 1]);

    internal static KeyColumn Of(KeyPart part, Utf8Index names) => new(part, names.Count, i => names.Utf8(i).ToArray());

    /// <summary>Whether <c>summary.json</c> shows rows with this key.</summary>
    internal bool IsAtAGlance(ulong key) => _isPolicy || _part.In(key) < 0;

    /// <summary>Those bits of a cell's key in the order of the texts as bytes.</summary>
    internal ulong OrderOf(ulong key)
    {
        var number = _part.In(key);
        return _part.Of(_isDistrict ? number : _ranks[number + 1] - 1);
    }

    /// <summary>The text of a key's number.</summary>
    /// <param name="digits">Room for ten.</param>
    internal ReadOnlySpan<byte> TextOf(ulong key, Span<byte> digits)
    {
        var number = _part.In(key);
        if (number < 0 || !_isDistrict)
            return _texts[number + 1];
        (number + 1).TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        return digits[..length];
    }

    static int[] RanksOf(byte[][] texts)
    {
        var (order, ranks) = (new int[texts.Length], new int[texts.Length]);
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(order, (a, b) => texts[a].AsSpan().SequenceCompareTo(texts[b]) is var c and not 0 ? c : a.CompareTo(b));
        for (var rank = 0; rank < order.Length; rank++)
            ranks[order[rank]] = rank;
        return ranks;
    }
}
