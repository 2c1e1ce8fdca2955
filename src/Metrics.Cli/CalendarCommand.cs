using System.CommandLine;

namespace Metrics.Cli;

/// <summary><c>metrics calendar</c>: asks the working-day calendar itself.</summary>
static class CalendarCommand
{
    internal static Command Create() => new("calendar", "Working days (工作日): a year's view, counting, due dates, and checking of added records.")
    {
        CalendarYearCommand.Create(),
        CalendarQuestion.Count.ToCommand(),
        CalendarQuestion.Add.ToCommand(),
        CalendarCheckCommand.Create(),
    };
}
