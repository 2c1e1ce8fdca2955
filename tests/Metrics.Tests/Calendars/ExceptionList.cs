namespace Metrics.Tests.Calendars;

/// <summary>
/// The working days by an independent way: a plain list of exceptional days (a Monday to Friday off, a weekend day worked),
/// compiled day by day from several public sources, and a walk over every day.
/// </summary>
static class ExceptionList
{
    static readonly Dictionary<int, bool> Worked = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Calendars", "Data", "cn-holidays.csv"))
        .Skip(1).Select(line => line.Split(',')).ToDictionary(c => Dates.Day(c[0]), c => c[1] == "work");

    public static IReadOnlyCollection<int> Days => Worked.Keys;

    public static bool IsWorking(int day) => Worked.TryGetValue(day, out var worked)
        ? worked
        : DateOnly.FromDayNumber(day).DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    public static int Count(int after, int through) => Enumerable.Range(after + 1, Math.Max(0, through - after)).Count(IsWorking);
}
