namespace Metrics.Calendars;

/// <summary>Monday to Friday, for ever, by arithmetic alone: what holds where no notice speaks. Day 0 (0001-01-01) is a Monday.</summary>
static class Weekdays
{
    public static bool IsWeekday(Day day) => IsWeekday(day.Number);

    public static bool IsWeekday(int day) => DayOfWeek(day) < 5;

    /// <summary>Monday to Friday days from day 0 up to and including <paramref name="day"/>; below day 0 it runs on into the negative.</summary>
    public static int Ordinal(int day)
    {
        var week = Math.DivRem(day, 7, out var rest);
        return rest < 0 ? (week - 1) * 5 + Math.Min(rest + 8, 5) : week * 5 + Math.Min(rest + 1, 5);
    }

    /// <summary>The first day whose ordinal is <paramref name="ordinal"/>.</summary>
    public static int DayOf(int ordinal)
    {
        var week = Math.DivRem(ordinal - 1, 5, out var rest);
        return rest < 0 ? (week - 1) * 7 + rest + 5 : week * 7 + rest;
    }

    /// <summary>0 is Monday, 6 is Sunday.</summary>
    static int DayOfWeek(int day) => day % 7 is var rest && rest < 0 ? rest + 7 : rest;
}
