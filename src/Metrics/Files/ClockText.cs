namespace Metrics.Files;

/// <summary>The time of day behind a date (contract 1.3).</summary>
static class ClockText
{
    const long ChinaOffset = 8 * TimeSpan.TicksPerHour;

    enum Half : byte
    {
        None,
        Morning,
        Afternoon,
    }

    /// <summary>Reads all that follows a date.</summary>
    /// <param name="ticks">From the date's start, in China Standard Time; may lie on another day.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, DateForm date, out long ticks)
    {
        var apart = text is [(byte)'T' or (byte)' ', ..];
        text = apart ? text[1..] : text;
        if (date == DateForm.Compact && Digits.StartsWith(text, 6))
            return TryCompact(text, out ticks);
        ticks = 0;
        return (apart || date == DateForm.Characters) && TryHours(text, out ticks);
    }

    /// <summary><c>HHmmss[.f]</c> and an offset.</summary>
    static bool TryCompact(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        var (hour, minute, second) = (Digits.Two(text, 0), Digits.Two(text, 2), Digits.Two(text, 4));
        text = text[6..];
        return TryFraction(ref text, out var fraction, out var whole)
            && TryWithinHour(minute, second, fraction, out var rest) && TryDay(hour, rest, whole, out ticks) && TryOffset(text, ref ticks);
    }

    /// <summary>A time that begins with an hour of one or two digits, perhaps behind 上午 or 下午.</summary>
    static bool TryHours(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        var half = TakeHalfBefore(ref text);
        if (!Digits.TryOneOrTwo(ref text, out var hour))
            return false;
        if (Digits.TrySkip(ref text, "时"u8))
            return TryCharacters(text, out var rest) && (half == Half.None ? TryHour(hour, rest, out ticks) : TryHalf(half, hour, rest, out ticks));
        return TryColons(hour, half, text, out ticks);
    }

    /// <summary><c>m分[s秒]</c></summary>
    static bool TryCharacters(ReadOnlySpan<byte> text, out long ticks)
    {
        (ticks, var second) = (0, 0);
        return Digits.TryOneOrTwo(ref text, out var minute) && Digits.TrySkip(ref text, "分"u8)
            && (text.IsEmpty || Digits.TryOneOrTwo(ref text, out second) && text.SequenceEqual("秒"u8))
            && TryWithinHour(minute, second, 0, out ticks);
    }

    /// <summary><c>:mm[:ss[.f]]</c>, then AM or PM, or an offset.</summary>
    static bool TryColons(int hour, Half half, ReadOnlySpan<byte> text, out long ticks)
    {
        (ticks, var fraction, var whole) = (0, 0L, true);
        if (!TryColonPair(ref text, out var minute))
            return false;
        if (TryColonPair(ref text, out var second) && !TryFraction(ref text, out fraction, out whole))
            return false;
        if (!TryWithinHour(minute, second, fraction, out var rest))
            return false;
        half = half == Half.None ? TakeHalfBehind(ref text) : half;
        return half == Half.None ? TryDay(hour, rest, whole, out ticks) && TryOffset(text, ref ticks)
            : text.IsEmpty && TryHalf(half, hour, rest, out ticks);
    }

    static Half TakeHalfBefore(ref ReadOnlySpan<byte> text)
    {
        var half = Digits.TrySkip(ref text, "上午"u8) ? Half.Morning : Digits.TrySkip(ref text, "下午"u8) ? Half.Afternoon : Half.None;
        if (half != Half.None)
            Digits.TrySkip(ref text, " "u8);
        return half;
    }

    static Half TakeHalfBehind(ref ReadOnlySpan<byte> text)
    {
        var word = text is [(byte)' ', ..] ? text[1..] : text;
        var half = word.SequenceEqual("AM"u8) || word.SequenceEqual("am"u8) ? Half.Morning
            : word.SequenceEqual("PM"u8) || word.SequenceEqual("pm"u8) ? Half.Afternoon : Half.None;
        text = half == Half.None ? text : [];
        return half;
    }

    /// <summary>Of twelve hours, of which 12 is the first.</summary>
    static bool TryHalf(Half half, int hour, long rest, out long ticks)
    {
        ticks = (hour % 12 + (half == Half.Afternoon ? 12 : 0)) * TimeSpan.TicksPerHour + rest;
        return hour is >= 1 and <= 12;
    }

    static bool TryHour(int hour, long rest, out long ticks)
    {
        ticks = hour * TimeSpan.TicksPerHour + rest;
        return hour is >= 0 and <= 23;
    }

    /// <summary>Of 24 hours; 24:00 without a fraction is the day's end.</summary>
    static bool TryDay(int hour, long rest, bool whole, out long ticks) =>
        TryHour(hour, rest, out ticks) || hour == 24 && rest == 0 && whole;

    static bool TryWithinHour(int minute, int second, long fraction, out long ticks)
    {
        ticks = (minute * 60 + second) * TimeSpan.TicksPerSecond + fraction;
        return minute is >= 0 and <= 59 && second is >= 0 and <= 59;
    }

    static bool TryColonPair(ref ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        if (text.Length < 3 || text[0] != ':' || Digits.Two(text, 1) < 0)
            return false;
        value = Digits.Two(text, 1);
        text = text[3..];
        return true;
    }

    /// <summary>Perhaps a point and one to nine digits, cut to 100 ns.</summary>
    static bool TryFraction(ref ReadOnlySpan<byte> text, out long ticks, out bool none)
    {
        (ticks, none) = (0, text is not [(byte)'.', ..]);
        if (none)
            return true;
        var digits = Digits.Count(text[1..]);
        if (digits is < 1 or > 9)
            return false;
        for (var i = 1; i <= 7; i++)
            ticks = ticks * 10 + (i <= digits ? text[i] - '0' : 0);
        text = text[(digits + 1)..];
        return true;
    }

    /// <summary>Nothing (China Standard Time), <c>Z</c>, <c>±hh</c>, <c>±hhmm</c> or <c>±hh:mm</c>, to 14:00.</summary>
    static bool TryOffset(ReadOnlySpan<byte> text, ref long ticks)
    {
        if (text.IsEmpty)
            return true;
        ticks += ChinaOffset;
        if (text is [(byte)'Z'])
            return true;
        if (text[0] is not ((byte)'+' or (byte)'-') || text.Length is not (3 or 5 or 6) || text.Length == 6 && text[3] != ':')
            return false;
        int hours = Digits.Two(text, 1), minutes = text.Length == 3 ? 0 : Digits.Two(text, text.Length - 2);
        if (hours < 0 || minutes is < 0 or > 59 || hours * 60 + minutes > 14 * 60)
            return false;
        ticks -= (hours * 60 + minutes) * TimeSpan.TicksPerMinute * (text[0] == '-' ? -1 : 1);
        return true;
    }
}
