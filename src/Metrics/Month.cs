using System.Globalization;

namespace Metrics;

/// <summary>A calendar month as one number, so that months are counted and compared.</summary>
/// <param name="Number">Year × 12 + month − 1.</param>
public readonly record struct Month(int Number) : IComparable<Month>
{
    static readonly Month _last = Of(9999, 12);

    /// <summary>After every month.</summary>
    internal static Month Never => new(int.MaxValue);

    /// <param name="month">1 to 12.</param>
    public static Month Of(int year, int month) => new(year * 12 + month - 1);

    public int Year => Number / 12;

    /// <summary>1 to 12.</summary>
    public int InYear => Number % 12 + 1;

    public Month Next => new(Number + 1);
    public Month Previous => new(Number - 1);

    /// <exception cref="ArgumentOutOfRangeException">The month lies before 0001-01 or after 9999-12.</exception>
    public Day LastDay => this == _last ? Day.Last : Day.Of(new DateOnly(Next.Year, Next.InYear, 1)) - 1;

    public static Month Min(Month a, Month b) => a < b ? a : b;
    public static Month Max(Month a, Month b) => a > b ? a : b;

    public int CompareTo(Month other) => Number.CompareTo(other.Number);

    public static bool operator <(Month a, Month b) => a.Number < b.Number;
    public static bool operator >(Month a, Month b) => a.Number > b.Number;
    public static bool operator <=(Month a, Month b) => a.Number <= b.Number;
    public static bool operator >=(Month a, Month b) => a.Number >= b.Number;

    /// <summary><c>yyyy-MM</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{InYear:00}");
}
