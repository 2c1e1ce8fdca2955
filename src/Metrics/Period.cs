using System.Globalization;

namespace Metrics;

/// <summary>A month, quarter or year as one number, in the order of its text: 17 × the year, plus 1 to 12 for a month, plus 13 to 16 for a quarter.</summary>
public readonly record struct Period(int Number)
{
    const int PerYear = 17;
    const int FirstQuarter = 13;

    public static Period OfMonth(Month month) => new(month.Year * PerYear + month.InYear);

    /// <summary>Of a text as <see cref="ToString"/> writes it; null: it is none. No calendar has a year 0.</summary>
    public static Period? Read(string text)
    {
        if (text.Length < 4 || !int.TryParse(text[..4], NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year == 0)
            return null;
        return text[4..] switch
        {
            "" => new(year * PerYear),
            ['-', 'Q', >= '1' and <= '4' and var quarter] => new(year * PerYear + FirstQuarter + quarter - '1'),
            ['-', var tens, var ones]
                when int.TryParse([tens, ones], NumberStyles.None, CultureInfo.InvariantCulture, out var month) && month is >= 1 and <= 12 =>
                new(year * PerYear + month),
            _ => null,
        };
    }

    /// <summary>The month, the quarter and the year of a day.</summary>
    internal static Period[] Of(Day day)
    {
        var month = OfMonth(day.Month);
        return [month, month.Wider, month.Wider.Wider];
    }

    /// <summary>Every month, quarter and year with a day from one day to another, both included, in the order of their texts.</summary>
    internal static IReadOnlySet<Period> Between(Day first, Day last)
    {
        var periods = new SortedSet<Period>(Comparer<Period>.Create((a, b) => a.Number.CompareTo(b.Number)));
        for (var month = first.Month; month <= last.Month; month = month.Next)
        {
            foreach (var period in Of(month.LastDay))
                periods.Add(period);
        }
        return periods;
    }

    int Year => Number / PerYear;
    int InYear => Number % PerYear;

    /// <summary>The quarter of a month, the year of a quarter; of a year, itself.</summary>
    public Period Wider => new(Year * PerYear + InYear switch
    {
        0 or >= FirstQuarter => 0,
        _ => FirstQuarter + (InYear - 1) / 3,
    });

    internal bool IsYear => InYear == 0;

    internal Period YearBefore => new((Year - 1) * PerYear);

    internal Day LastDay => LastMonth.LastDay;

    /// <summary>Its last month.</summary>
    public Month LastMonth => Month.Of(Year, InYear switch
    {
        0 => 12,
        >= FirstQuarter => (InYear - FirstQuarter) * 3 + 3,
        _ => InYear,
    });

    /// <summary><c>2019</c>, <c>2019-Q1</c> or <c>2019-03</c>.</summary>
    public override string ToString() => InYear switch
    {
        0 => Year.ToString("0000", CultureInfo.InvariantCulture),
        >= FirstQuarter => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-Q{InYear - FirstQuarter + 1}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{InYear:00}"),
    };
}
