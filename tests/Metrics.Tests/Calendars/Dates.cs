using System.Globalization;
using Metrics.Calendars;
using Calendar = Metrics.Calendars.Calendar;

namespace Metrics.Tests.Calendars;

/// <summary>Days as people write them, in tests.</summary>
static class Dates
{
    public static readonly District Beijing = new(110101);
    public static readonly District Wuhan = new(420100);
    public static readonly District Xichang = new(513401);

    public static Day Day(string iso) => Metrics.Day.Of(DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture));

    public static CalendarBook KnownOn(string iso) => CalendarBook.Build(CalendarRecords.Shipped, Day(iso).Date);

    public static string Add(this Calendar calendar, string day, int n) => calendar.Add(Day(day), n).ToString();

    public static int Count(this Calendar calendar, string after, string through) => calendar.Count(Day(after), Day(through));
}
