using System.CommandLine;
using Metrics.CaseLogs;
using Metrics.Policies;

namespace Metrics.Cli;

/// <summary>The inputs of a run on the command line: logs and <see cref="ReferenceOptions"/>.</summary>
sealed class RunOptions
{
    readonly ReferenceOptions _reference = new();

    readonly Option<string[]> _logs = new("--logs")
    {
        Description = "Log files, or folders of them; a folder's name is the source.",
        HelpName = "PATH",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    readonly Option<string?> _source = new("--source") { Description = "Source of all log files, instead of their folder's name.", HelpName = "NAME" };

    internal void AddTo(Command command)
    {
        command.Options.Add(_logs);
        command.Options.Add(_source);
        _reference.AddTo(command);
    }

    internal IReadOnlyList<LogFile> Logs(ParseResult parsed) => LogPaths.Find(parsed.GetRequiredValue(_logs), parsed.GetValue(_source));

    internal DateOnly AsOf(ParseResult parsed) => _reference.AsOf(parsed);

    /// <exception cref="ReferenceException">Catalogue, policies or calendar records are refused.</exception>
    internal Reference Reference(ParseResult parsed) => _reference.Reference(parsed);
}
