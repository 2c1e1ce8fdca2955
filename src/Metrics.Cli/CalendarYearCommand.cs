using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Spectre.Console;

namespace Metrics.Cli;

/// <summary><c>metrics calendar year</c>: a year as a person wants to see it.</summary>
static class CalendarYearCommand
{
    internal static Command Create()
    {
        var year = new Argument<int>("YEAR") { Description = "For example 2026.", CustomParser = ParseYear };
        var command = new Command("year", "Prints a year: months with days off and make-up days, working days a month, holidays and their notices.") { year };
        var calendar = new CalendarOptions();
        calendar.AddTo(command);
        var district = new DistrictOption();
        command.Options.Add(district);
        command.SetAction(parsed =>
        {
            var book = calendar.Book(parsed);
            new CalendarYearView(book.For(parsed.GetValue(district)), parsed.GetValue(year)).Print(AnsiConsole.Console);
            return CommandLine.Done;
        });
        return command;
    }

    static int ParseYear(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1 and <= 9999)
            return year;
        argument.AddError($"'{text}' is no year, expected 1 to 9999 (应为 1 至 9999 的年份)");
        return 1;
    }
}
