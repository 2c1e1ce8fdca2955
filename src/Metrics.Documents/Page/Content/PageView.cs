namespace Metrics.Documents.Page.Content;

/// <summary>What a page speaks of.</summary>
/// <param name="Period">A month, a quarter or a year.</param>
/// <param name="District">Its code; <c>*</c>: the whole city.</param>
sealed record PageView(Period Period, string District)
{
    internal const string All = "*";

    internal bool IsCity => District == All;

    /// <summary>The twelve months up to the period's last one, or to that of <paramref name="asOf"/> if it is earlier.</summary>
    internal IEnumerable<Month> Months(DateOnly asOf)
    {
        var last = LastMonth(asOf);
        return Enumerable.Range(last.Number - 11, 12).Select(number => new Month(number));
    }

    /// <summary>The period's last month, or that of <paramref name="asOf"/> if it is earlier.</summary>
    internal Month LastMonth(DateOnly asOf) => Month.Min(Period.LastMonth, Month.Of(asOf.Year, asOf.Month));

    /// <summary>How the page's script names it.</summary>
    public override string ToString() => $"{Period}/{District}";
}
