using System.Globalization;
using Metrics.Calendars;

namespace Metrics.EndToEnd;

/// <summary>The calendar for the peers: the shipped one of the generated city, day by day from the year before to the year after.</summary>
static class ReducedDays
{
    const int Year = 2019;
    static readonly District _district = new(330100);

    /// <summary>Last day of the generated year.</summary>
    internal const string AsOf = "2019-12-31";

    /// <summary>Writes CSV <c>day,ordinal</c>.</summary>
    internal static void Write(string file)
    {
        var calendar = CalendarBook.Shipped.For(_district);
        var (first, last) = (Day.Of(new DateOnly(Year - 1, 1, 1)), Day.Of(new DateOnly(Year + 1, 12, 31)));
        var lines = Enumerable.Range(0, last - first + 1).Select(d => first + d).Select(day =>
            string.Create(CultureInfo.InvariantCulture, $"{day},{calendar.Count(first, day)}"));
        File.WriteAllLines(file, lines.Prepend("day,ordinal"));
    }
}
