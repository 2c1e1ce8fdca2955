using Metrics.Documents.Published;

namespace Metrics.Documents.Page.Content;

/// <summary>Which rows a page needs of the tables that have a period.</summary>
/// <param name="City">Whether a period's rows of the whole city are needed.</param>
/// <param name="District">Whether those of a district are.</param>
/// <param name="Others">Whether those of a single department or item are.</param>
sealed record PageScope(Predicate<Period> City, Func<Period, string, bool> District, Predicate<Period> Others)
{
    /// <summary>A file with its data (contract 11): the city in all periods; districts, departments and items in the year of as_of.</summary>
    internal static PageScope OfFile(Period year) => new(_ => true, (period, _) => period.Wider.Wider == year, period => period == year);

    /// <summary>One view: its own period, and the twelve months up to it.</summary>
    internal static PageScope OfView(PageView view, DateOnly asOf)
    {
        var months = view.Months(asOf).Select(Period.OfMonth).ToHashSet();
        bool IsNear(Period period) => period == view.Period || months.Contains(period);
        return new(IsNear, (period, district) => period == view.Period || district == view.District && IsNear(period), period => period == view.Period);
    }

    /// <summary>Whether a row is needed, for the rows of one table.</summary>
    internal Predicate<PublishedRow> Of(PublishedTable table)
    {
        var (district, department, item, channel) = (Place("district"), Place("department"), Place("item_code"), Place("channel"));
        if (table.Name == "register")
            return _ => false; // its year rows are in figures
        if (table.Columns[0] is not ("period" or "month") || table.Name is "figures" or "register_checks")
            return _ => true;
        var hasChannels = table.Name is "intake_time" or "ratings";
        return row =>
        {
            var (isDistrict, isOther) = (IsOne(row, district), IsOne(row, department) || IsOne(row, item));
            if (IsOne(row, department) && IsOne(row, item) || isDistrict && isOther || IsOne(row, channel) && (isOther || !hasChannels))
                return false;
            return Period.Read(row.Fields[0]) is { } period
                && (isDistrict ? District(period, row.Fields[district]) : isOther ? Others(period) : City(period));
        };

        int Place(string column) => table.Columns.ToList().IndexOf(column);
    }

    /// <summary>Whether the row speaks of one district, department or item and not of all.</summary>
    static bool IsOne(PublishedRow row, int place) => place >= 0 && row.Fields[place] != PageView.All;
}
