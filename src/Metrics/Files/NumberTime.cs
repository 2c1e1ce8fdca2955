using System.Globalization;

namespace Metrics.Files;

/// <summary>Times that interfaces and spreadsheets write as a number (contract 1.3).</summary>
static class NumberTime
{
    const int MillisecondDigits = 13;
    const int DayDigits = 5;
    /// <summary>Digits that the part of a day may have.</summary>
    const int MaxPart = 12;

    const long ChinaOffset = 8 * TimeSpan.TicksPerHour;
    /// <summary>1970-01-01, a spreadsheet's day 25569.</summary>
    const long UnixDay = 25_569;
    const long SecondsPerDay = 86_400;

    /// <param name="ticks">100 ns since 0001-01-01 00:00 China Standard Time.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, out long ticks, out bool dateAlone)
    {
        (ticks, dateAlone) = (0, false);
        var digits = Digits.Count(text);
        if (digits == MillisecondDigits && text.Length == digits)
        {
            ticks = DateTime.UnixEpoch.Ticks + Number(text) * TimeSpan.TicksPerMillisecond + ChinaOffset;
            return true;
        }
        return digits == DayDigits && text[0] is >= (byte)'2' and <= (byte)'7'
            && TryPart(text[digits..], Number(text[..digits]), out ticks, out dateAlone);
    }

    /// <summary>Perhaps a point and a part of the day, rounded to the second, half up.</summary>
    static bool TryPart(ReadOnlySpan<byte> text, long day, out long ticks, out bool dateAlone)
    {
        ticks = DateTime.UnixEpoch.Ticks + (day - UnixDay) * TimeSpan.TicksPerDay;
        dateAlone = text.IsEmpty;
        if (dateAlone)
            return true;
        if (text[0] != '.' || text.Length is < 2 or > 1 + MaxPart || Digits.Count(text[1..]) != text.Length - 1)
            return false;
        var part = Number(text[1..]);
        var unit = 1L;
        for (var i = 1; i < text.Length; i++)
            unit *= 10;
        ticks += (2 * part * SecondsPerDay + unit) / (2 * unit) * TimeSpan.TicksPerSecond;
        dateAlone = part == 0;
        return true;
    }

    static long Number(ReadOnlySpan<byte> digits) => long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
