namespace Metrics.Calendars;

/// <summary>Days from <paramref name="First"/> to <paramref name="Last"/>, both included.</summary>
public readonly record struct DayRange(DateOnly First, DateOnly Last);

/// <summary>A holiday (节假日): its days off, weekend days that it covers too, and the days worked for it.</summary>
public sealed record Holiday(string Name, IReadOnlyList<DayRange> Off, IReadOnlyList<DayRange> Work);

/// <summary>One record of the calendar data: a notice of the State Council or a regional layer.</summary>
/// <param name="Issued">The day it was signed; null if not known.</param>
/// <param name="Address">Where its text can be read.</param>
public abstract record CalendarRecord(DateOnly? Issued, string? Address, IReadOnlyList<Holiday> Holidays)
{
    /// <summary>The first day on which a run can know it: the day issued or, unknown, 1 December of the year before it begins.</summary>
    public DateOnly KnownFrom => Issued ?? new DateOnly(BeginYear - 1, 12, 1);

    /// <summary>How a text names it.</summary>
    public abstract string Title { get; }

    public DateOnly FirstDay => Around.First;
    public DateOnly LastDay => Around.Last;

    /// <summary>Mondays to Fridays among its days off.</summary>
    public int WeekdaysOff => Rules.Count(r => !r.Rule.Worked && Weekdays.IsWeekday(r.Day));

    /// <summary>Saturdays and Sundays among its days worked.</summary>
    public int WeekendDaysWorked => Rules.Count(r => r.Rule.Worked && !Weekdays.IsWeekday(r.Day));

    protected abstract int BeginYear { get; }

    internal IEnumerable<(Day Day, DayRule Rule)> Rules
    {
        get
        {
            foreach (var holiday in Holidays)
            {
                var (off, work) = (new DayRule(false, holiday.Name, this), new DayRule(true, holiday.Name, this));
                foreach (var day in DaysOf(holiday.Off))
                    yield return (day, off);
                foreach (var day in DaysOf(holiday.Work))
                    yield return (day, work);
            }
        }
    }

    // Loops: every run begins here, and each query over values would first have to be compiled.
    static IEnumerable<Day> DaysOf(IReadOnlyList<DayRange> ranges)
    {
        for (var i = 0; i < ranges.Count; i++)
        {
            for (var day = Day.Of(ranges[i].First); day <= Day.Of(ranges[i].Last); day += 1)
                yield return day;
        }
    }

    (DateOnly First, DateOnly Last) Around
    {
        get
        {
            var (first, last) = (DateOnly.MaxValue, DateOnly.MinValue);
            foreach (var (day, _) in Rules)
            {
                var date = day.Date;
                (first, last) = (date < first ? date : first, date > last ? date : last);
            }
            return (first, last);
        }
    }
}

/// <summary>A notice of the State Council (国务院办公厅通知): the year's own, or one that changes the year's own.</summary>
/// <param name="Year">Its days lie in this year or in the December before.</param>
/// <param name="Amends">The number of the notice that it changes; null: the year's own.</param>
/// <param name="ExtraDays">Days off that it grants beyond those of the law (2015: 1, 2020: 2).</param>
public sealed record Notice(
    int Year, string Number, string? Amends, DateOnly? Issued, int ExtraDays, string? Address, IReadOnlyList<Holiday> Holidays)
    : CalendarRecord(Issued, Address, Holidays)
{
    /// <summary>The order in which notices became known, of one day the year's own first.</summary>
    internal static IComparer<Notice> ByKnowledge { get; } = Comparer<Notice>.Create((a, b) =>
        a.KnownFrom != b.KnownFrom ? a.KnownFrom.CompareTo(b.KnownFrom) : (a.Amends is not null).CompareTo(b.Amends is not null));

    public override string Title => Number;
    protected override int BeginYear => Year;
}

/// <summary>A regional layer (地方假日): days of the districts whose code begins with <paramref name="Prefix"/>.</summary>
/// <param name="Prefix">1 to 6 digits of GB/T 2260, the first not 0.</param>
/// <param name="Number">The number or title of its document; null if not known.</param>
public sealed record Layer(string Prefix, string? Number, DateOnly? Issued, string? Address, IReadOnlyList<Holiday> Holidays)
    : CalendarRecord(Issued, Address, Holidays)
{
    public override string Title => Number is null ? Prefix : $"{Prefix} {Number}";
    protected override int BeginYear => FirstDay.Year;
}
