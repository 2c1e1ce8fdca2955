using Metrics.Calendars;
using Metrics.Cases;

namespace Metrics.Explaining;

/// <summary>The numbers of a unit's clock: of its finish, or of an open one so far.</summary>
/// <param name="Limit">Working days.</param>
/// <param name="Extension">Working days added to the limit.</param>
/// <param name="Due">The day on which net days reach limit and extension; null: a resting project, or past the year 9999.</param>
/// <param name="DuePromised">The due date as it was promised at acceptance: by the calendar known on that day, without what came later.</param>
/// <param name="Net">Working days less pauses (审批用时).</param>
/// <param name="Strict">Net had no correction stopped the clock.</param>
/// <param name="Paused">Working days of pauses inside the span.</param>
/// <param name="Gross">Calendar days, both ends counted (跨度用时).</param>
/// <param name="Remaining">Working days left of an open unit, negative when over; null when finished.</param>
/// <param name="State">Of an open unit; null when finished.</param>
/// <param name="Provisional">The first day up to the last known one or the due date for whose year no notice is known; null: confirmed.</param>
/// <param name="RestsOn">The notices of those years, and every notice or layer that decides one of those days.</param>
public sealed record ClockFigures(
    int Limit, int Extension, DateOnly? Due, DateOnly? DuePromised, int Net, int Strict, int Paused, int Gross, int? Remaining,
    ClockState? State, DateOnly? Provisional, IReadOnlyList<CalendarRecord> RestsOn)
{
    public int Allowed => Limit + Extension;
    public bool OnTime => Net <= Allowed;

    /// <param name="state">Null: the unit is finished.</param>
    internal static ClockFigures Of(RunningClock clock, ClockState? state, CalendarBook book, District district)
    {
        var due = state == ClockState.Resting ? null : Date(clock.DueDay());
        var promised = book.AsKnownOn(clock.From.Date).For(district);
        var last = due is { } known ? Day.Max(clock.Through, Day.Of(known)) : clock.Through;
        var time = clock.Time;
        return new(time.Limit, time.Extension, due, Date(promised.Add(clock.From, time.Limit)), time.Net, time.Strict, time.Paused,
            time.Gross, state is null ? null : clock.Remaining, state,
            book.FirstProvisional(clock.From, last)?.Date,
            Records(clock.Calendar, book, clock.From, last));
    }

    static CalendarRecord[] Records(Calendar calendar, CalendarBook book, Day from, Day to)
    {
        var decisive = Enumerable.Range(0, to - from + 1).Select(d => calendar.Status(from + d).Record).ToHashSet();
        var (first, last) = (from.Date.Year, to.Date.Year);
        return
        [
            .. book.Notices.Where(n => decisive.Contains(n) || n.Amends is null && first <= n.Year && n.Year <= last),
            .. book.Layers.Where(decisive.Contains),
        ];
    }

    static DateOnly? Date(Day day) => day <= Day.Last ? day.Date : null;
}
