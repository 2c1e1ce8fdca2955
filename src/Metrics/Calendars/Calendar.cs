namespace Metrics.Calendars;

/// <summary>The working days (工作日) of one district, as known on a date. Days are <see cref="DateOnly.DayNumber"/>.</summary>
public sealed class Calendar
{
    /// <summary>Working days d with after &lt; d ≤ through: the day of acceptance is day 0 (民法典 art. 201).</summary>
    public int Count(int after, int through) => throw new NotSupportedException();

    /// <summary>The running number of working days up to and including <paramref name="day"/>: Count(a, b) = Ordinal(b) − Ordinal(a).</summary>
    public int Ordinal(int day) => throw new NotSupportedException();

    public bool IsWorking(int day) => throw new NotSupportedException();

    /// <summary>The first day d with Count(day, d) = n; <paramref name="day"/> itself for 0.</summary>
    public int Add(int day, int n) => throw new NotSupportedException();
}
