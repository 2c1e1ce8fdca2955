namespace Metrics.Cli.Generate.Logs;

/// <summary>Decimal digits into a span, in place.</summary>
static class Digits
{
    /// <summary>Fills the whole span, with leading zeros; digits that do not fit are lost.</summary>
    public static void Fill(Span<byte> into, int value)
    {
        for (var i = into.Length - 1; i >= 0; i--)
        {
            var rest = value / 10;
            into[i] = (byte)('0' + value - rest * 10);
            value = rest;
        }
    }

    /// <summary>Number of digits of a value from 0 to 99.</summary>
    public static int Count(int value) => value < 10 ? 1 : 2;
}
