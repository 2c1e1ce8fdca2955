namespace Metrics.Calendars;

/// <summary>
/// The working days (工作日) of one district, as known on a date, any day:
/// where no known notice or layer speaks, Monday to Friday are worked. Immutable, for any thread; counting allocates nothing.
/// </summary>
public sealed class Calendar
{
    readonly WorkingDayTable _table;
    readonly Dictionary<Day, DayRule> _rules;
    readonly CalendarBook _book;

    internal Calendar(Dictionary<Day, DayRule> rules, CalendarBook book)
    {
        _rules = rules;
        _table = new(rules);
        _book = book;
    }

    /// <summary>
    /// Working days d with after &lt; d ≤ through: the day of acceptance is day 0 (民法典 art. 201).
    /// With the days the other way round the same number, negative: Count(a, c) = Count(a, b) + Count(b, c) for any three days.
    /// </summary>
    public int Count(Day after, Day through) => Ordinal(through) - Ordinal(after);

    /// <summary>The running number of working days up to and including <paramref name="day"/>: Count(a, b) = Ordinal(b) − Ordinal(a).</summary>
    public int Ordinal(Day day) => _table.Ordinal(day.Number);

    public bool IsWorking(Day day) => _table.IsWorking(day.Number);

    /// <summary>The first day d with Count(day, d) = n; <paramref name="day"/> itself for 0. It may lie past <see cref="Day.Last"/>.</summary>
    /// <param name="n">Working days, 0 or more.</param>
    public Day Add(Day day, int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        return n == 0 ? day : new(_table.DayOf(Ordinal(day) + n));
    }

    /// <inheritdoc cref="CalendarBook.FirstProvisional"/>
    public Day? FirstProvisional(Day from, Day to) => _book.FirstProvisional(from, to);

    /// <summary>What a day is and the notice or layer that makes it so.</summary>
    public DayStatus Status(Day day)
    {
        var provisional = _book.IsProvisional(day);
        return _rules.TryGetValue(day, out var rule)
            ? new(day, rule.Kind(day), rule.Name, rule.Record, provisional)
            : new(day, Weekdays.IsWeekday(day) ? DayKind.Weekday : DayKind.Weekend, null, null, provisional);
    }
}
