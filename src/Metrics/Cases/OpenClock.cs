using Metrics.Calendars;

namespace Metrics.Cases;

/// <summary>What the due date (到期日) of an open unit rests on, apart from the calendar.</summary>
/// <param name="District">First six digits of its code.</param>
/// <param name="Allowed">Limit and extension, in working days.</param>
/// <param name="Ran">The stretches in which the clock ran, in order and apart from each other; it runs on in the last, whatever its end.</param>
public sealed record OpenClock(int District, int Allowed, IReadOnlyList<DaySpan> Ran)
{
    /// <summary>An open case as of a day: an open pause is taken to end on it.</summary>
    /// <param name="correctionStops">Whether a correction stops the clock.</param>
    public static OpenClock Of(CaseState state, int limit, bool correctionStops, int asOf)
    {
        var ran = new List<DaySpan>();
        DaySpans.AddUnpaused(new(state.AcceptedDay, asOf), state.Special, correctionStops ? state.Correction : null, ran);
        if (ran.Count == 0 || ran[^1].Through < asOf)
            ran.Add(new(asOf, asOf));
        return new(state.District, limit + state.ExtensionUpTo(Day.EndOf(asOf) - 1), ran);
    }

    /// <summary>The first day on which net days reach what is allowed.</summary>
    public int DueDay(Calendar calendar)
    {
        var left = Allowed;
        for (var i = 0; i < Ran.Count - 1; i++)
        {
            var days = calendar.Count(Ran[i].After, Ran[i].Through);
            if (days >= left)
                return calendar.Add(Ran[i].After, left);
            left -= days;
        }
        return calendar.Add(Ran[^1].After, left);
    }

    /// <summary>How many due dates a new notice or layer moved: those that the two books give differently.</summary>
    public static int CountMoved(IEnumerable<OpenClock> open, CalendarBook before, CalendarBook after) =>
        open.Count(clock => clock.DueDay(before.For(clock.District)) != clock.DueDay(after.For(clock.District)));
}
