using System.CommandLine;
using Metrics.Calendars;

namespace Metrics.Cli;

/// <summary>Which calendar a command counts by: added records, regional layers or none, as known on a day.</summary>
sealed class CalendarOptions
{
    readonly Option<string?> _path = new("--calendar") { Description = "Notices and layers to add to the shipped ones, a file or a folder.", HelpName = "PATH" };
    readonly Option<bool> _noLayers = new("--no-layers") { Description = "Leaves the regional layers out." };

    readonly Option<DateOnly?> _knownOn = new("--known-on")
    {
        Description = "Counts by the notices and layers issued up to this day. Default: all.",
        HelpName = "DATE",
        CustomParser = argument => RunOptions.ParseDay(argument),
    };

    internal void AddTo(Command command)
    {
        foreach (var option in new Option[] { _path, _noLayers, _knownOn })
            command.Options.Add(option);
    }

    /// <exception cref="Policies.ReferenceException">The records are refused.</exception>
    internal CalendarBook Book(ParseResult parsed) => throw new NotSupportedException($"{_path}{_noLayers}{_knownOn}{parsed}");
}
