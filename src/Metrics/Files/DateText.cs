namespace Metrics.Files;

/// <summary>How a date is written: what may follow it depends on this.</summary>
enum DateForm : byte
{
    /// <summary><c>2019-3-4</c>, also with '/' or '.'.</summary>
    Marked,
    /// <summary><c>2019年3月4日</c></summary>
    Characters,
    /// <summary><c>20190304</c></summary>
    Compact,
}

/// <summary>The date at the start of a time (contract 1.3).</summary>
static class DateText
{
    /// <summary>Takes a date off <paramref name="text"/>.</summary>
    /// <param name="ticks">Of its start, 100 ns since 0001-01-01.</param>
    public static bool TryTake(ref ReadOnlySpan<byte> text, out long ticks, out DateForm form)
    {
        (ticks, form) = (0, DateForm.Compact);
        if (text.Length < 8)
            return false;
        var year = Digits.Four(text);
        var rest = text[4..];
        form = rest[0] is (byte)'-' or (byte)'/' or (byte)'.' ? DateForm.Marked
            : rest.StartsWith("年"u8) ? DateForm.Characters : DateForm.Compact;
        int month, day;
        var read = form switch
        {
            DateForm.Marked => TryTake(ref rest, rest[..1], rest[..1], [], out month, out day),
            DateForm.Characters => TryTake(ref rest, "年"u8, "月"u8, "日"u8, out month, out day),
            _ => TryTakeFour(ref rest, out month, out day),
        };
        text = rest;
        return read && TryDay(year, month, day, out ticks);
    }

    /// <summary>Month and day of one or two digits, and what stands before, between and behind them.</summary>
    static bool TryTake(
        ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> before, ReadOnlySpan<byte> between, ReadOnlySpan<byte> behind, out int month, out int day)
    {
        day = 0;
        return Digits.TrySkip(ref text, before) & Digits.TryOneOrTwo(ref text, out month)
            && Digits.TrySkip(ref text, between) && Digits.TryOneOrTwo(ref text, out day) && Digits.TrySkip(ref text, behind);
    }

    static bool TryTakeFour(ref ReadOnlySpan<byte> text, out int month, out int day)
    {
        (month, day) = (Digits.Two(text, 0), Digits.Two(text, 2));
        text = text[4..];
        return true;
    }

    /// <summary>The start of a day, if there is such a day.</summary>
    public static bool TryDay(int year, int month, int day, out long ticks)
    {
        ticks = 0;
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > 28 && day > DateTime.DaysInMonth(year, month))
            return false;
        ticks = new DateTime(year, month, day).Ticks;
        return true;
    }
}
