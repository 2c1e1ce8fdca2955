using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Metrics.Files;

/// <summary>Moments and days as files write them (contract 1.3), in China Standard Time (fixed +08:00).</summary>
static class EventTime
{
    /// <summary>Years that a moment may lie in, both included: a system that has no time writes 0001-01-01 or 1900-01-01.</summary>
    const int FirstYear = 2000;
    const int LastYear = 2099;

    const long DateAloneEnd = 86_399 * TimeSpan.TicksPerSecond;

    static readonly long _first = new DateTime(FirstYear, 1, 1).Ticks;
    static readonly long _end = new DateTime(LastYear + 1, 1, 1).Ticks;

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
    /// <param name="ticks">100 ns since 0001-01-01 00:00 China Standard Time, from 2000 to 2099; any other time is none.</param>
    /// <param name="dateAloneIsStart">A date alone is 00:00:00, else 23:59:59.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, bool dateAloneIsStart, ref LastDay last, out long ticks)
    {
        if (text.Length == 19 && TryParsePlain(ref MemoryMarshal.GetReference(text), ref last, out ticks))
            return true;
        if (!TryRead(text, out ticks, out var dateAlone))
            return false;
        ticks += dateAlone && !dateAloneIsStart ? DateAloneEnd : 0;
        return ticks >= _first && ticks < _end;
    }

    /// <summary>A date without a time, of any year: reference data may be in force for ever.</summary>
    public static bool TryDateAlone(ReadOnlySpan<byte> text, out DateOnly date)
    {
        var read = TryRead(text, out var ticks, out var dateAlone) && dateAlone;
        date = read ? DateOnly.FromDateTime(new(ticks)) : default;
        return read;
    }

    /// <summary>Whether a moment may lie on that day.</summary>
    public static bool IsInRange(DateOnly date) => date.Year is >= FirstYear and <= LastYear;

    /// <summary>Any form of a time; a date alone is at its start.</summary>
    static bool TryRead(ReadOnlySpan<byte> text, out long ticks, out bool dateAlone)
    {
        if (NumberTime.TryRead(text, out ticks, out dateAlone))
            return true;
        if (!DateText.TryTake(ref text, out ticks, out var form))
            return false;
        dateAlone = text.IsEmpty;
        var clock = 0L;
        var read = dateAlone || ClockText.TryRead(text, form, out clock);
        ticks += clock;
        return read;
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
            var year = (byte)month * 100 + (byte)(month >> 16);
            return year is >= FirstYear and <= LastYear && DateText.TryDay(year, (byte)(month >> 40), (byte)day, out last.Ticks);
        }
    }

    static T Read<T>(ref byte text, int at) => Unsafe.ReadUnaligned<T>(ref Unsafe.Add(ref text, at));
}
