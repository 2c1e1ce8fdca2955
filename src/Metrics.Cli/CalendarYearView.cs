using System.Globalization;
using Metrics.Calendars;
using Spectre.Console;
using Calendar = Metrics.Calendars.Calendar;

namespace Metrics.Cli;

/// <summary>A year's months, holidays and numbers. The marks stand without colour too: <c>*</c> off, <c>+</c> worked on a weekend.</summary>
sealed class CalendarYearView
{
    const int MonthsARow = 3;

    readonly int _year;
    readonly DayStatus[] _days;

    internal CalendarYearView(Calendar calendar, int year)
    {
        _year = year;
        var (first, last) = (Day.Of(new DateOnly(year, 1, 1)), Day.Of(new DateOnly(year, 12, 31)));
        _days = [.. Enumerable.Range(0, last - first + 1).Select(d => calendar.Status(first + d))];
    }

    internal void Print(IAnsiConsole console)
    {
        var (working, off, worked) = (_days.Count(d => d.Working), _days.Count(IsWeekdayOff), _days.Count(IsWeekendWorked));
        console.MarkupLine(Invariant($"[bold]{_year}[/]  working days (工作日): {working}, weekdays off: {off}, weekend days worked: {worked}"));
        if (_days[0].Provisional)
            console.MarkupLine(Invariant($"[yellow]No notice of {_year} is known: Monday to Friday stand in, provisionally (暂定).[/]"));
        console.WriteLine();
        console.Write(Months());
        console.MarkupLine("[red]*[/] off (放假)   [green]+[/] worked (调休上班)");
        console.WriteLine();
        if (_days.Any(d => d.Record is not null))
            console.Write(Holidays());
    }

    static bool IsWeekdayOff(DayStatus day) => !day.Working && !IsWeekend(day);

    static bool IsWeekendWorked(DayStatus day) => day.Working && IsWeekend(day);

    static bool IsWeekend(DayStatus day) => Date(day).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    Grid Months()
    {
        var grid = new Grid();
        for (var column = 0; column < MonthsARow; column++)
            grid.AddColumn(new GridColumn { NoWrap = true, Padding = new(0, 0, 3, 0) });
        for (var month = 1; month <= 12; month += MonthsARow)
            grid.AddRow([.. Enumerable.Range(month, MonthsARow).Select(m => new Markup(Month(m)))]);
        return grid;
    }

    string Month(int month)
    {
        var days = _days.Where(d => Date(d).Month == month).ToArray();
        var name = CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month);
        var indent = new string(' ', 3 * (((int)Date(days[0]).DayOfWeek + 6) % 7));
        var cells = days.Select(d => Cell(d) + (Date(d).DayOfWeek == DayOfWeek.Sunday ? "\n" : ""));
        return Invariant($"[bold]{name}[/] {days.Count(d => d.Working)} days\n[grey]Mo Tu We Th Fr Sa Su[/]\n{indent}{string.Concat(cells).TrimEnd('\n')}\n");
    }

    static string Cell(DayStatus day)
    {
        var text = Date(day).Day.ToString(CultureInfo.InvariantCulture).PadLeft(2);
        return (day.Working, day.Record is not null) switch
        {
            (true, true) => $"[green]{text}+[/]",
            (false, true) => $"[red]{text}*[/]",
            (true, false) => $"{text} ",
            (false, false) => $"[grey]{text} [/]",
        };
    }

    Table Holidays()
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Holiday", "Off", "Worked", "Rests on");
        foreach (var holiday in _days.Where(d => d.Record is not null).GroupBy(d => (d.Name, d.Record)))
        {
            table.AddRow(Markup.Escape(holiday.Key.Name!), Ranges(holiday.Where(d => !d.Working)), Ranges(holiday.Where(d => d.Working)),
                Markup.Escape(holiday.Key.Record!.Title));
        }
        return table;
    }

    /// <summary>Days in a row as <c>10-01…10-07</c>.</summary>
    static string Ranges(IEnumerable<DayStatus> days)
    {
        var runs = days.Select((d, i) => (d.Day, Run: d.Day - i)).GroupBy(d => d.Run, d => d.Day.Date);
        return string.Join(", ", runs.Select(r => r.Count() == 1 ? Invariant($"{r.First():MM-dd}") : Invariant($"{r.First():MM-dd}…{r.Last():MM-dd}")));
    }

    static DateOnly Date(DayStatus day) => day.Day.Date;

    static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
