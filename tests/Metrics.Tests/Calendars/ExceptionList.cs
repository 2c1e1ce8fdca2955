namespace Metrics.Tests.Calendars;

/// <summary>
/// The working days by an independent way: a plain list of exceptional days (a Monday to Friday off, a weekend day worked),
/// compiled day by day from several public sources, and a walk over every day.
/// </summary>
static class ExceptionList
{
    static readonly Dictionary<Day, bool> Worked = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Calendars", "Data", "cn-holidays.csv"))
        .Skip(1).Select(line => line.Split(',')).ToDictionary(c => Dates.Day(c[0]), c => c[1] == "work");

    public static IReadOnlyCollection<Day> Days => Worked.Keys;

    public static bool IsWorking(Day day) => Worked.TryGetValue(day, out var worked)
        ? worked
        : day.Date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    public static int Count(Day after, Day through) => Enumerable.Range(1, Math.Max(0, through - after)).Count(d => IsWorking(after + d));
}
