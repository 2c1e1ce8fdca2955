using System.Globalization;

namespace Metrics.Summaries;

/// <summary>A month, quarter or year; every month counts for all three.</summary>
readonly record struct Period(int Year, int Part)
{
    const int FirstQuarter = 13;

    /// <param name="month">year × 12 + month − 1.</param>
    internal static Period OfMonth(int month) => new(month / 12, month % 12 + 1);

    /// <summary>The month itself, its quarter and its year.</summary>
    internal static (Period Month, Period Quarter, Period Year) AllOf(int month) =>
        (OfMonth(month), new(month / 12, FirstQuarter + month % 12 / 3), new(month / 12, 0));

    /// <summary>Its last month, as year × 12 + month − 1.</summary>
    internal int LastMonth => Year * 12 + Part switch
    {
        0 => 11,
        >= FirstQuarter => (Part - FirstQuarter) * 3 + 2,
        _ => Part - 1,
    };

    /// <summary><c>2019</c>, <c>2019-Q1</c> or <c>2019-03</c>.</summary>
    public override string ToString() => Part switch
    {
        0 => Year.ToString("0000", CultureInfo.InvariantCulture),
        >= FirstQuarter => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-Q{Part - FirstQuarter + 1}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Part:00}"),
    };
}
