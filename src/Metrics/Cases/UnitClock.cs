using Metrics.Calendars;
using Metrics.Policies;

namespace Metrics.Cases;

/// <summary>The time of one finished unit (a case or a project), in days.</summary>
/// <param name="FinishDay">Day number.</param>
/// <param name="Net">Working days less pauses (审批用时).</param>
/// <param name="Strict">Net had no correction stopped the clock.</param>
/// <param name="Paused">Working days of pauses inside the span.</param>
/// <param name="Gross">Calendar days, both ends counted (跨度用时).</param>
public readonly record struct UnitTime(int FinishDay, int Net, int Strict, int Paused, int Gross, int Limit, int Extension, bool Denied)
{
    public bool OnTime => Net <= Limit + Extension;
    public bool OnTimeStrict => Strict <= Limit + Extension;
}

/// <summary>The clock of a case that is a unit of its own: its calendar, its limit, and whether a correction stops it.</summary>
public readonly struct UnitClock(CaseState state, Calendar calendar, int limit, bool correctionStops)
{
    /// <summary>A case under its own policy version, or <c>promised</c> when <paramref name="version"/> is null.</summary>
    public static UnitClock Of(CaseState state, PolicyVersion? version, Reference reference) =>
        new(state, reference.Calendars.For(state.District),
            version?.LimitDays ?? reference.Catalogue.Rows[state.Row].PromisedDays, version?.CorrectionStopsClock ?? true);

    public Calendar Calendar => calendar;
    public int Limit => limit;
    public bool CorrectionStops => correctionStops;

    /// <summary>W(accepted, day] less pauses.</summary>
    public int NetUpTo(int day) =>
        calendar.Count(state.AcceptedDay, day) - state.PausedDays(calendar, correctionStops, state.AcceptedDay, day);

    /// <summary>The time of a finished case.</summary>
    public UnitTime Finished()
    {
        var (from, to) = (state.AcceptedDay, state.EndDay);
        var working = calendar.Count(from, to);
        var paused = state.PausedDays(calendar, correctionStops, from, to);
        var strict = working - state.PausedDays(calendar, false, from, to);
        return new(to, working - paused, strict, paused, to - from + 1, limit, state.ExtensionUpTo(state.EndAt),
            state.Outcome == Outcome.Denied);
    }

    /// <summary>Whether an open case is over its limit at the end of a day.</summary>
    public bool IsOverdueAt(int day) => NetUpTo(day) > limit + state.ExtensionUpTo(Day.EndOf(day) - 1);
}
