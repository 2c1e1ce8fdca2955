namespace Metrics.Calendars;

/// <summary>All calendars of a run: the notices and layers known on a date, and for each district its own calendar.</summary>
public sealed class CalendarBook
{
    /// <summary>The calendar of a district (first six digits of its code); 0 is the national one. Cached, for any thread.</summary>
    public Calendar For(int district) => throw new NotSupportedException();

    /// <summary>The first provisional day in [from, to], or null: past the last known notice's year, or before the first's.</summary>
    public int? FirstProvisional(int from, int to) => throw new NotSupportedException();
}
