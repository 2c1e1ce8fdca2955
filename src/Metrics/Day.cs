namespace Metrics;

/// <summary>Day numbers (<see cref="DateOnly.DayNumber"/>) of moments in China Standard Time.</summary>
static class Day
{
    internal static int Of(long at) => (int)(at / TimeSpan.TicksPerDay);

    internal static long StartOf(int day) => day * TimeSpan.TicksPerDay;

    /// <summary>The first moment after the day.</summary>
    internal static long EndOf(int day) => (day + 1) * TimeSpan.TicksPerDay;

    /// <summary>The number of a month: year × 12 + month − 1.</summary>
    internal static int MonthOf(int day)
    {
        DateOnly.FromDayNumber(day).Deconstruct(out var year, out var month, out _);
        return year * 12 + month - 1;
    }

    internal static int LastOfMonth(int month) =>
        month == 9999 * 12 + 11 ? DateOnly.MaxValue.DayNumber : new DateOnly((month + 1) / 12, (month + 1) % 12 + 1, 1).DayNumber - 1;
}
