using System.Globalization;

namespace Metrics.Summaries;

/// <summary>Numbers as the tables write them: from exact integers, half away from zero; of nothing, empty.</summary>
static class Numbers
{
    /// <summary>Writes part ÷ whole; of nothing, nothing.</summary>
    /// <param name="part">Of either sign.</param>
    /// <param name="whole">0 or more.</param>
    /// <param name="decimals">2 or 4.</param>
    /// <returns>The number of bytes written.</returns>
    internal static int Format(long part, long whole, int decimals, Span<byte> to)
    {
        if (whole == 0)
            return 0;
        var scale = decimals == 4 ? 10_000 : 100;
        var scaled = (long)((Int128.Abs(part) * scale * 2 + whole) / ((Int128)whole * 2));
        // What rounds to zero has no sign.
        var sign = part < 0 && scaled > 0 ? 1 : 0;
        to[0] = (byte)'-';
        (scaled / scale).TryFormat(to[sign..], out var digits, default, CultureInfo.InvariantCulture);
        var length = sign + digits;
        to[length++] = (byte)'.';
        var rest = scaled % scale;
        for (var i = decimals - 1; i >= 0; i--, rest /= 10)
            to[length + i] = (byte)('0' + rest % 10);
        return length + decimals;
    }
}
