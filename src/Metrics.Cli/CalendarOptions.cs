using System.CommandLine;
using Metrics.Calendars;

namespace Metrics.Cli;

/// <summary>Which calendar a command counts by: added records, regional layers or none, as known on a day.</summary>
sealed class CalendarOptions
{
    readonly Option<string[]> _paths = new("--calendar")
    {
        Description = "Notices and layers to add to the shipped ones, a file or a folder.",
        HelpName = "PATH",
    };
    readonly Option<bool> _noLayers = new("--no-layers") { Description = "Leaves the regional layers out." };

    readonly Option<DateOnly?> _knownOn = new("--known-on")
    {
        Description = "Counts by the notices and layers issued up to this day. Default: all.",
        HelpName = "DATE",
        CustomParser = argument => ReferenceOptions.ParseDay(argument),
    };

    internal void AddTo(Command command)
    {
        foreach (var option in new Option[] { _paths, _noLayers, _knownOn })
            command.Options.Add(option);
    }

    /// <exception cref="RefusedException">The records are refused.</exception>
    /// <exception cref="RefusedException">A path is not there.</exception>
    internal CalendarBook Book(ParseResult parsed) => Begin(parsed).GetAwaiter().GetResult();

    /// <summary>The same on a core of its own, while other inputs are read.</summary>
    internal Task<CalendarBook> Begin(ParseResult parsed)
    {
        var (paths, knownOn, layers) = (parsed.GetValue(_paths) ?? [], parsed.GetValue(_knownOn), !parsed.GetValue(_noLayers));
        return Task.Run(() => CalendarBook.Build(CalendarPaths.Read(paths), knownOn, layers));
    }
}
