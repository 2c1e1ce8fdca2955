using System.CommandLine;
using Metrics.CaseLogs;
using Metrics.Events;
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

    /// <summary>The logs, each with the mapping that reads it.</summary>
    /// <exception cref="RefusedException">A path is not there, two files have one name, or the mappings are refused.</exception>
    internal IReadOnlyList<LogFile> Logs(ParseResult parsed)
    {
        var mappings = _reference.Mappings(parsed);
        return [.. LogPaths.Find(parsed.GetRequiredValue(_logs), parsed.GetValue(_source)).Select(f => f with { Mapping = mappings.Find(f.Source, f.Name) })];
    }

    internal DateOnly AsOf(ParseResult parsed) => _reference.AsOf(parsed);

    /// <summary>Reads the reference data beside the logs, which need none to be read, but are not read on once it is refused.</summary>
    /// <exception cref="RefusedException">Catalogue, policies or calendar records are refused.</exception>
    internal (Reference Reference, IReadOnlyList<LogTally> Tallies) Read(
        ParseResult parsed, IReadOnlyList<LogFile> files, EventShards into, Action<int, Rejection>? rejected = null)
    {
        using var refused = new CancellationTokenSource();
        var reference = Task.Run(() => ReadReference(parsed, refused));
        IReadOnlyList<LogTally> tallies = [];
        try
        {
            tallies = ReadLogs(files, into, rejected, refused.Token);
        }
        catch (OperationCanceledException)
        {
            // What is wrong with the reference data is said below.
        }
        return (reference.GetAwaiter().GetResult(), tallies);
    }

    /// <param name="rejected">Called for each line that is rejected by its form, with its file's ordinal.</param>
    internal static IReadOnlyList<LogTally> ReadLogs(
        IReadOnlyList<LogFile> files, EventShards into, Action<int, Rejection>? rejected = null, CancellationToken stop = default)
    {
        var tallies = Progress.Show(files, progress => CaseLogReader.Read(files, into, Environment.ProcessorCount, rejected, progress, stop));
        CaseLogReader.DropReplaced(tallies, into);
        return tallies;
    }

    Reference ReadReference(ParseResult parsed, CancellationTokenSource refused)
    {
        try
        {
            return _reference.Reference(parsed);
        }
        catch
        {
            refused.Cancel();
            throw;
        }
    }
}
