using System.Globalization;

namespace Metrics.Summaries;

/// <summary>Numbers as the tables write them: from exact integers, half away from zero; of nothing, empty.</summary>
static class Numbers
{
    /// <summary>Writes part ÷ whole; of nothing, nothing.</summary>
    /// <param name="part">0 or more, like <paramref name="whole"/>.</param>
    /// <param name="decimals">2 or 4.</param>
    /// <returns>The number of bytes written.</returns>
    internal static int Format(long part, long whole, int decimals, Span<byte> to)
    {
        if (whole == 0)
            return 0;
        var scale = decimals == 4 ? 10_000 : 100;
        var scaled = (long)(((Int128)part * scale * 2 + whole) / ((Int128)whole * 2));
        (scaled / scale).TryFormat(to, out var length, default, CultureInfo.InvariantCulture);
        to[length++] = (byte)'.';
        var rest = scaled % scale;
        for (var i = decimals - 1; i >= 0; i--, rest /= 10)
            to[length + i] = (byte)('0' + rest % 10);
        return length + decimals;
    }
}
