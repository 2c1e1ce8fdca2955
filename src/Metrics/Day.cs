using System.Globalization;

namespace Metrics;

/// <summary>
/// A calendar day in China Standard Time, by its number: that of <see cref="DateOnly.DayNumber"/>, but computed days may lie
/// outside 0001-01-01 to 9999-12-31. A type of its own: no count of days, no month and no other number passes for it.
/// </summary>
/// <param name="Number">Days since 0001-01-01, which is 0.</param>
public readonly record struct Day(int Number) : IComparable<Day>
{
    /// <summary>After every day: the end of what has not ended.</summary>
    public static Day Never => new(int.MaxValue);

    /// <summary>0001-01-01.</summary>
    public static Day First => Of(DateOnly.MinValue);

    /// <summary>9999-12-31.</summary>
    public static Day Last => Of(DateOnly.MaxValue);

    public static Day Of(DateOnly date) => new(date.DayNumber);

    /// <param name="at">A moment in China Standard Time, ticks of 100 ns.</param>
    internal static Day Of(long at) => new((int)(at / TimeSpan.TicksPerDay));

    /// <summary>A day written <c>yyyy-MM-dd</c> and nothing else.</summary>
    public static bool TryParse(string text, out Day day)
    {
        var good = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date);
        day = Of(date);
        return good;
    }

    /// <exception cref="ArgumentOutOfRangeException">The day lies before 0001-01-01 or after 9999-12-31.</exception>
    public DateOnly Date => DateOnly.FromDayNumber(Number);

    public Month Month
    {
        get
        {
            Date.Deconstruct(out var year, out var month, out _);
            return Month.Of(year, month);
        }
    }

    /// <summary>Its first moment, in ticks.</summary>
    internal long Start => Number * TimeSpan.TicksPerDay;

    /// <summary>The first moment after it, in ticks.</summary>
    internal long End => (Number + 1) * TimeSpan.TicksPerDay;

    public static Day Min(Day a, Day b) => a < b ? a : b;
    public static Day Max(Day a, Day b) => a > b ? a : b;

    public int CompareTo(Day other) => Number.CompareTo(other.Number);

    public Day Add(int days) => this + days;

    /// <summary>Calendar days from <paramref name="other"/> to this day.</summary>
    public int Subtract(Day other) => this - other;

    public static Day operator +(Day day, int days) => new(day.Number + days);
    public static Day operator -(Day day, int days) => new(day.Number - days);
    public static int operator -(Day a, Day b) => a.Number - b.Number;
    public static bool operator <(Day a, Day b) => a.Number < b.Number;
    public static bool operator >(Day a, Day b) => a.Number > b.Number;
    public static bool operator <=(Day a, Day b) => a.Number <= b.Number;
    public static bool operator >=(Day a, Day b) => a.Number >= b.Number;

    /// <summary><c>yyyy-MM-dd</c>; of a day that no date has, its number.</summary>
    public override string ToString() => this >= First && this <= Last ? Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : Number.ToString(CultureInfo.InvariantCulture);
}
