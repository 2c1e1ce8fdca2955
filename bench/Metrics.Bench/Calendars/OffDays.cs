using Metrics.Calendars;
using NodaTime;
using Quartz.Impl.Calendar;
using Calendar = Metrics.Calendars.Calendar;

namespace Metrics.Bench.Calendars;

/// <summary>One set of national working days, 2004 to 2026, in the shape that each contender wants.</summary>
sealed class OffDays
{
    static readonly DateOnly First = new(2004, 1, 1);
    static readonly DateOnly Last = new(2026, 12, 31);

    readonly HashSet<DateOnly> _off = [];
    readonly HashSet<LocalDate> _offNoda = [];

    /// <summary>Quartz.NET's holiday calendar: weekly rules cannot say "this Saturday is worked", so it is given every day off.</summary>
    readonly HolidayCalendar _quartz = new() { TimeZone = TimeZoneInfo.Utc };

    internal OffDays()
    {
        for (var day = First; day <= Last; day = day.AddDays(1))
        {
            if (Calendar.IsWorking(Day.Of(day)))
                continue;
            _off.Add(day);
            _offNoda.Add(LocalDate.FromDateOnly(day));
            _quartz.AddExcludedDay(day);
        }
    }

    internal Calendar Calendar { get; } = CalendarBook.Shipped.National;

    internal bool IsWorking(DateOnly day) => !_off.Contains(day);

    internal bool IsWorking(LocalDate day) => !_offNoda.Contains(day);

    internal bool IsWorkingByQuartz(DateOnly day) => !_quartz.IsDayExcluded(day);
}
