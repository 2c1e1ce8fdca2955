using System.Globalization;

namespace Metrics.Cube;

/// <summary>A month, quarter or year as one number, in the order of its text: 17 × the year, plus 1 to 12 for a month, plus 13 to 16 for a quarter.</summary>
readonly record struct Period(int Number)
{
    const int Parts = 17;
    const int FirstQuarter = 13;

    internal static Period OfMonth(Month month) => new(month.Year * Parts + month.InYear);

    int Year => Number / Parts;
    int Part => Number % Parts;

    /// <summary>The quarter of a month, the year of a quarter; of a year, itself.</summary>
    internal Period Wider => new(Year * Parts + Part switch
    {
        0 or >= FirstQuarter => 0,
        _ => FirstQuarter + (Part - 1) / 3,
    });

    /// <summary>Its last month.</summary>
    internal Month LastMonth => Month.Of(Year, Part switch
    {
        0 => 12,
        >= FirstQuarter => (Part - FirstQuarter) * 3 + 3,
        _ => Part,
    });

    /// <summary><c>2019</c>, <c>2019-Q1</c> or <c>2019-03</c>.</summary>
    public override string ToString() => Part switch
    {
        0 => Year.ToString("0000", CultureInfo.InvariantCulture),
        >= FirstQuarter => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-Q{Part - FirstQuarter + 1}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Part:00}"),
    };
}
