using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Metrics.Files;

/// <summary>When an event happened, by the contract's grammar (1.3), in China Standard Time (fixed +08:00).</summary>
static class EventTime
{
    const long DateAloneEnd = 86_399 * TimeSpan.TicksPerSecond;
    const long ChinaOffset = 8 * TimeSpan.TicksPerHour;

    /// <summary>The day of the last plain time: in most logs it is the next one's too.</summary>
    public struct LastDay
    {
        // The first eight characters, the two of the day, which are never 0, and where it begins.
        internal ulong Month;
        internal ushort Day;
        internal long Ticks;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, bool, ref LastDay, out long)"/>
    public static bool TryParse(ReadOnlySpan<byte> text, bool dateAloneIsStart, out long ticks)
    {
        var last = default(LastDay);
        return TryParse(text, dateAloneIsStart, ref last, out ticks);
    }

    /// <param name="last">Empty at first, then what the call before left.</param>
    /// <param name="ticks">100 ns since 0001-01-01 00:00 China Standard Time; a time outside the years 1 to 9999 is none.</param>
    /// <param name="dateAloneIsStart">A date alone is 00:00:00, else 23:59:59.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, bool dateAloneIsStart, ref LastDay last, out long ticks)
    {
        if (text.Length == 19 && TryParsePlain(ref MemoryMarshal.GetReference(text), ref last, out ticks))
            return true;
        ticks = 0;
        if (!TryDate(ref text, out var date, out var compact))
            return false;
        if (text.IsEmpty)
        {
            ticks = date + (dateAloneIsStart ? 0 : DateAloneEnd);
            return true;
        }
        if (text[0] is (byte)'T' or (byte)' ')
            text = text[1..];
        else if (!compact)
            return false;
        if (!TryClock(ref text, compact, out var clock) || !TryOffset(text, out var offset))
            return false;
        ticks = date + clock - offset + ChinaOffset;
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks;
    }

    /// <summary><c>yyyy-MM-dd HH:mm:ss</c>, with a blank or T: what nearly every line has. Eight characters are read at once.</summary>
    /// <param name="text">19 bytes. A span would be put together in memory first, and waited for.</param>
    static bool TryParsePlain(ref byte text, ref LastDay last, out long ticks)
    {
        unchecked
        {
            ticks = 0;
            var (monthText, dayText) = (Read<ulong>(ref text, 0), Read<ushort>(ref text, 8));
            var month = monthText ^ 0x2D30_302D_3030_3030;
            var day = dayText ^ 0x3030UL;
            var clock = Read<ulong>(ref text, 11) ^ 0x3030_3A30_303A_3030;
            // A digit is now 0 to 9 and a mark 0: what is more has a bit in its upper half, itself or after the addition.
            var more = (month + 0x0F06_060F_0606_0606 | month) | (clock + 0x0606_0F06_060F_0606 | clock) | (day + 0x0606 | day);
            if ((more & 0xF0F0_F0F0_F0F0_F0F0) != 0 || Read<byte>(ref text, 10) is not ((byte)' ' or (byte)'T'))
                return false;
            // Each byte becomes the number of two digits that begins there.
            clock = clock * 10 + (clock >> 8);
            int hour = (byte)clock, minute = (byte)(clock >> 24), second = (byte)(clock >> 48);
            if (hour > 23 || minute > 59 || second > 59 || (monthText != last.Month || dayText != last.Day) && !TryPlainDay(month, day, ref last))
                return false;
            (last.Month, last.Day) = (monthText, dayText);
            ticks = last.Ticks + ((hour * 60 + minute) * 60 + second) * TimeSpan.TicksPerSecond;
            return true;
        }
    }

    /// <param name="month">Digits of the year, and of the month from byte 5 on.</param>
    static bool TryPlainDay(ulong month, ulong day, ref LastDay last)
    {
        unchecked
        {
            (month, day) = (month * 10 + (month >> 8), day * 10 + (day >> 8));
            last = default;
            return TryDay((byte)month * 100 + (byte)(month >> 16), (byte)(month >> 40), (byte)day, out last.Ticks);
        }
    }

    static T Read<T>(ref byte text, int at) => Unsafe.ReadUnaligned<T>(ref Unsafe.Add(ref text, at));

    static bool TryDate(ref ReadOnlySpan<byte> text, out long date, out bool compact)
    {
        date = 0;
        compact = false;
        if (text.Length < 8)
            return false;
        if (text[4] == '/')
            return TrySlashedDate(ref text, out date);
        compact = text[4] != '-';
        var length = compact ? 8 : 10;
        if (text.Length < length || !compact && text[7] != '-')
            return false;
        var (month, day) = compact ? (4, 6) : (5, 8);
        if (!TryDay(Four(text, 0), Two(text, month), Two(text, day), out date))
            return false;
        text = text[length..];
        return true;
    }

    /// <summary><c>yyyy/M/d</c>, month and day of one or two digits.</summary>
    static bool TrySlashedDate(ref ReadOnlySpan<byte> text, out long date)
    {
        date = 0;
        var year = Four(text, 0);
        text = text[5..];
        if (!TryOneOrTwo(ref text, out var month) || text.IsEmpty || text[0] != '/')
            return false;
        text = text[1..];
        return TryOneOrTwo(ref text, out var day) && TryDay(year, month, day, out date);
    }

    static bool TryDay(int year, int month, int day, out long ticks)
    {
        ticks = 0;
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > 28 && day > DateTime.DaysInMonth(year, month))
            return false;
        ticks = new DateTime(year, month, day).Ticks;
        return true;
    }

    /// <summary><c>H:mm[:ss[.f]]</c>, or <c>HHmmss[.f]</c> after a compact date; 24:00 without a fraction is the day's end.</summary>
    static bool TryClock(ref ReadOnlySpan<byte> text, bool compact, out long ticks)
    {
        ticks = 0;
        int hour, minute, second = 0;
        var fraction = -1L;
        if (compact)
        {
            if (text.Length < 6)
                return false;
            (hour, minute, second) = (Two(text, 0), Two(text, 2), Two(text, 4));
            text = text[6..];
        }
        else if (!TryOneOrTwo(ref text, out hour) || !TryColonPair(ref text, out minute))
        {
            return false;
        }
        var seconds = compact || TryColonPair(ref text, out second);
        if (seconds && !text.IsEmpty && text[0] == '.' && !TryFraction(ref text, out fraction))
            return false;
        if (hour is < 0 or > 24 || minute is < 0 or > 59 || second is < 0 or > 59 || hour == 24 && (minute > 0 || second > 0 || fraction >= 0))
            return false;
        ticks = ((hour * 60 + minute) * 60 + second) * TimeSpan.TicksPerSecond + Math.Max(fraction, 0);
        return true;
    }

    /// <summary>One to nine digits after a point, cut to 100 ns.</summary>
    static bool TryFraction(ref ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        var digits = text[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        digits = digits < 0 ? text.Length - 1 : digits;
        if (digits is < 1 or > 9)
            return false;
        for (var i = 1; i <= 7; i++)
            ticks = ticks * 10 + (i <= digits ? text[i] - '0' : 0);
        text = text[(digits + 1)..];
        return true;
    }

    /// <summary>Nothing (China Standard Time), <c>Z</c>, <c>±hh</c>, <c>±hhmm</c> or <c>±hh:mm</c>, to 14:00.</summary>
    static bool TryOffset(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = ChinaOffset;
        if (text.IsEmpty)
            return true;
        if (text is [(byte)'Z'])
        {
            ticks = 0;
            return true;
        }
        if (text[0] is not ((byte)'+' or (byte)'-') || text.Length is not (3 or 5 or 6) || text.Length == 6 && text[3] != ':')
            return false;
        int hours = Two(text, 1), minutes = text.Length == 3 ? 0 : Two(text, text.Length - 2);
        if (hours < 0 || minutes is < 0 or > 59 || hours * 60 + minutes > 14 * 60)
            return false;
        ticks = (hours * 60 + minutes) * TimeSpan.TicksPerMinute * (text[0] == '-' ? -1 : 1);
        return true;
    }

    static bool TryColonPair(ref ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        if (text.Length < 3 || text[0] != ':' || Two(text, 1) < 0)
            return false;
        value = Two(text, 1);
        text = text[3..];
        return true;
    }

    static bool TryOneOrTwo(ref ReadOnlySpan<byte> text, out int value)
    {
        value = text.IsEmpty ? -1 : Digit(text[0]);
        if (value < 0)
            return false;
        var two = text.Length > 1 && Digit(text[1]) >= 0;
        if (two)
            value = value * 10 + Digit(text[1]);
        text = text[(two ? 2 : 1)..];
        return true;
    }

    /// <summary>Negative when one of the digits is none.</summary>
    static int Four(ReadOnlySpan<byte> text, int at)
    {
        int high = Two(text, at), low = Two(text, at + 2);
        return high < 0 || low < 0 ? -1 : high * 100 + low;
    }

    static int Two(ReadOnlySpan<byte> text, int at)
    {
        int high = Digit(text[at]), low = Digit(text[at + 1]);
        return high < 0 || low < 0 ? -1 : high * 10 + low;
    }

    static int Digit(byte b) => b is >= (byte)'0' and <= (byte)'9' ? b - '0' : -1;
}
