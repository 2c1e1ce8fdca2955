using System.CommandLine;
using System.Globalization;
using Metrics.Calendars;

namespace Metrics.Cli;

/// <summary><c>metrics calendar check</c>: whether a run would take these records, and what they say.</summary>
static class CalendarCheckCommand
{
    internal static Command Create()
    {
        var paths = new Argument<string[]>("PATH") { Description = "Files, or folders of them, with notices and layers.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("check", "Validates calendar records together with the shipped ones; exit code 2 where they are refused.") { paths };
        command.SetAction(parsed => Check(parsed.GetRequiredValue(paths), parsed.InvocationConfiguration.Output));
        return command;
    }

    internal static int Check(IEnumerable<string> paths, TextWriter output)
    {
        var before = CalendarRecords.Shipped;
        foreach (var file in paths.SelectMany(CalendarPaths.FilesOf))
        {
            var after = before.With(file, File.ReadAllBytes(file));
            Notice[] notices = [.. after.Notices.Except(before.Notices)];
            Layer[] layers = [.. after.Layers.Skip(before.Layers.Count)];
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: ok, notices: {notices.Length}, layers: {layers.Length}"));
            foreach (var notice in notices)
            {
                var replaces = before.Notices.Any(n => n.Number == notice.Number) ? ", replaces a record of this number" : "";
                output.WriteLine($"  {Line(notice, notice.Year)}{replaces}");
            }
            foreach (var layer in layers)
                output.WriteLine($"  {Line(layer, layer.FirstDay.Year)}");
            before = after;
        }
        return CommandLine.Done;
    }

    static string Line(CalendarRecord record, int year) => string.Create(CultureInfo.InvariantCulture,
        $"{(record is Layer ? "layer" : "notice")} {year} {record.Title}: counts from {record.KnownFrom:O}, {record.FirstDay:O} to {record.LastDay:O}, "
        + $"weekdays off: {record.WeekdaysOff}, weekend days worked: {record.WeekendDaysWorked}");
}
