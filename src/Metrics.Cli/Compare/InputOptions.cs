using System.CommandLine;
using Metrics.Calendars;
using Metrics.Documents.Published;
using Metrics.Mappings;
using Metrics.Summaries;

namespace Metrics.Cli.Compare;

/// <summary>What one of two publications was made from, on the command line. Its days and what it knew of the calendar stand in its manifest.</summary>
/// <param name="prefix">Of the options' names.</param>
/// <param name="whose">The publication.</param>
sealed class InputOptions(string prefix, string whose)
{
    readonly Option<string[]> _logs = new($"--{prefix}logs")
    {
        Description = $"Logs of {whose}: files, or folders of them; a folder's name is the source.",
        HelpName = "PATH",
        AllowMultipleArgumentsPerToken = true,
    };

    readonly Option<string?> _source = File(prefix + "source", $"Source of all logs of {whose}, instead of their folder's name.", "NAME");
    readonly Option<string?> _catalogue = File(prefix + "catalogue", $"Catalogue (事项目录) of {whose}.");
    readonly Option<string?> _policies = File(prefix + "policies", $"Policies (时限政策) of {whose}.");
    readonly Option<string?> _register = File(prefix + "register", $"Register (登记簿) of {whose}.");
    readonly Option<string?> _indicators = File(prefix + "indicators", $"The city's own indicators of {whose}.");
    readonly Option<string?> _mappings = File(prefix + "mappings", $"Mappings (字段映射) of {whose}.");

    readonly Option<string[]> _calendar = new($"--{prefix}calendar")
    {
        Description = $"Notices and layers of {whose} beside the shipped ones.",
        HelpName = "PATH",
    };

    Option[] All => [_logs, _source, _catalogue, _policies, _register, _indicators, _mappings, _calendar];

    internal void AddTo(Command command) => Array.ForEach(All, command.Options.Add);

    internal bool AnyGiven(ParseResult parsed) => All.Any(option => parsed.GetResult(option) is not null);

    /// <param name="folder">Of the publication.</param>
    /// <param name="other">What stands for that which is not given; null: it must be given.</param>
    /// <exception cref="RefusedException">A path is not there, a file is refused, or catalogue or logs are missing.</exception>
    internal ReplayInputs Read(ParseResult parsed, PublicationReader publication, string folder, ReplayInputs? other)
    {
        var manifest = publication.Manifest;
        var records = parsed.GetValue(_calendar) is { Length: > 0 } paths ? CalendarPaths.Read(paths) : other?.Records ?? CalendarRecords.Shipped;
        var book = CalendarBook.Build(records, manifest.KnownOn);
        return new()
        {
            Catalogue = Bytes(parsed, _catalogue) ?? other?.Catalogue ?? throw Missing(_catalogue),
            Policies = manifest.Policies is null ? null : Bytes(parsed, _policies) ?? other?.Policies,
            Register = manifest.Register is null ? null : Bytes(parsed, _register) ?? other?.Register,
            Indicators = manifest.Indicators is null ? null : Bytes(parsed, _indicators) ?? other?.Indicators,
            Mappings = manifest.Mappings is null ? MappingSet.None
                : Bytes(parsed, _mappings) is { } mappings ? MappingSet.Read(mappings) : other?.Mappings ?? MappingSet.None,
            Records = records,
            Calendars = PublishedCalendar.Before(System.IO.File.ReadAllBytes(Path.Combine(folder, "manifest.json")), book) ?? book,
            Logs = parsed.GetValue(_logs) is { Length: > 0 } logs ? LogPaths.Find(logs, parsed.GetValue(_source)) : other?.Logs ?? throw Missing(_logs),
            AsOf = manifest.AsOf,
        };
    }

    static byte[]? Bytes(ParseResult parsed, Option<string?> option) =>
        parsed.GetValue(option) is { } path ? ReferenceOptions.Read(option.Name, path) : null;

    static RefusedException Missing(Option option) => new(
        $"{option.Name} is missing: a replay needs at least --logs and --catalogue", $"缺少 {option.Name}：重算至少需要 --logs 和 --catalogue");

    static Option<string?> File(string name, string description, string helpName = "FILE") =>
        new("--" + name) { Description = description, HelpName = helpName };
}
