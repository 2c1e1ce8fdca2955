using Metrics.Calendars;
using Metrics.Policies;

namespace Metrics.Cases;

/// <summary>The time of one unit (a case or a project), in days: of a finished one, or of an open one so far.</summary>
/// <param name="FinishDay">Of an open one the day asked for.</param>
/// <param name="Net">Working days less pauses (审批用时).</param>
/// <param name="Strict">Net had no correction stopped the clock.</param>
/// <param name="Paused">Working days of pauses inside the span.</param>
/// <param name="Gross">Calendar days, both ends counted (跨度用时).</param>
public readonly record struct UnitTime(Day FinishDay, int Net, int Strict, int Paused, int Gross, int Limit, int Extension, bool Denied)
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

    /// <summary>A case against the promised days of its item, whatever its policy; pauses as <paramref name="version"/> has them.</summary>
    public static UnitClock OfItem(CaseState state, PolicyVersion? version, Reference reference) =>
        new(state, reference.Calendars.For(state.District), reference.Catalogue.Rows[state.Row].PromisedDays,
            version?.CorrectionStopsClock ?? true);

    public Calendar Calendar => calendar;
    public int Limit => limit;
    public bool CorrectionStops => correctionStops;

    /// <summary>W(accepted, day] less pauses.</summary>
    public int NetUpTo(Day day) => Net(state.AcceptedDay, day);

    /// <summary>W(from, to] less pauses: of a stage, say.</summary>
    public int Net(Day from, Day to) => calendar.Count(from, to) - state.PausedDays(calendar, correctionStops, from, to);

    /// <summary>The time of a finished case.</summary>
    public UnitTime Finished() => Until(state.EndDay, state.EndAt);

    /// <summary>The time so far of an open case, at the end of a day.</summary>
    public UnitTime SoFar(Day day) => Until(day, day.End - 1);

    UnitTime Until(Day to, long moment)
    {
        var from = state.AcceptedDay;
        var working = calendar.Count(from, to);
        var paused = state.PausedDays(calendar, correctionStops, from, to);
        var strict = working - state.PausedDays(calendar, false, from, to);
        return new(to, working - paused, strict, paused, to - from + 1, limit, state.ExtensionUpTo(moment),
            state.Outcome == Outcome.Denied);
    }

    /// <summary>The due date of a case that is open at the end of a day.</summary>
    public Day DueDay(Day day) => DueDay(SoFar(day));

    /// <summary>The due date of a case with this time.</summary>
    internal Day DueDay(in UnitTime time) => time.Limit + time.Extension - time.Net is > 0 and var rest ? calendar.Add(time.FinishDay, rest)
        : DueDates.First(calendar, state.AcceptedDay, time.FinishDay, time.Limit + time.Extension, NetUpTo);

    /// <summary>Whether an open case is over its limit at the end of a day.</summary>
    public bool IsOverdueAt(Day day) => NetUpTo(day) > limit + state.ExtensionUpTo(day.End - 1);
}
