using Metrics.Calendars;
using Metrics.CaseLogs;
using Metrics.Documents.Changes;
using Metrics.Events;
using Metrics.Folding;
using Metrics.Mappings;
using Metrics.Policies;
using Metrics.Summaries;

namespace Metrics.Cli.Compare;

/// <summary>All that a publication is made from.</summary>
sealed record ReplayInputs
{
    internal required byte[] Catalogue { get; init; }

    /// <summary>Null: the shipped ones.</summary>
    internal required byte[]? Policies { get; init; }

    internal required byte[]? Register { get; init; }
    internal required byte[]? Indicators { get; init; }
    internal required MappingSet Mappings { get; init; }

    /// <summary>Notices and layers, whatever the publication knew of them.</summary>
    internal required CalendarRecords Records { get; init; }

    /// <summary>Those that the publication knew.</summary>
    internal required CalendarBook Calendars { get; init; }

    /// <summary>In reading order.</summary>
    internal required IReadOnlyList<LogFile> Logs { get; init; }

    internal required DateOnly AsOf { get; init; }

    /// <summary>These inputs with what a reason changes taken from others.</summary>
    internal ReplayInputs With(Reason reason, ReplayInputs from) => reason switch
    {
        Reason.Calendar => this with { Calendars = from.Calendars },
        Reason.Policies => this with { Policies = from.Policies },
        Reason.Catalogue => this with { Catalogue = from.Catalogue },
        Reason.Register => this with { Register = from.Register, Indicators = from.Indicators },
        Reason.Mappings => this with { Mappings = from.Mappings },
        Reason.LogsGone => this with { Logs = Named(Logs, from.Logs) },
        Reason.LogsReplaced => this with { Logs = Replaced(Logs, from.Logs) },
        Reason.LogsNew => this with { Logs = from.Logs },
        Reason.AsOf => this with { AsOf = from.AsOf },
        Reason.Program => this,
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "no such reason"),
    };

    /// <exception cref="RefusedException">Reference data is refused.</exception>
    internal Publication Publish(string city)
    {
        var reference = Reference.Read(Catalogue, Policies, Calendars, Register, Indicators, Mappings.Sha256);
        var threads = Environment.ProcessorCount;
        IReadOnlyList<LogFile> files = [.. Logs.Select(log => log with { Mapping = Mappings.Find(log.Source, log.Name) })];
        using var shards = new EventShards(ShardCount.Of(files, threads), spill: SpillFile.Of(threads), lines: KeptLines.None);
        var tallies = RunOptions.ReadLogs(files, shards);
        var merged = ShardFold.FoldAll(shards, files.Count, reference, Day.Of(AsOf), threads);
        return Publication.Of(RunResult.Complete(merged, tallies, reference, AsOf, city));
    }

    /// <summary>The logs whose names stand among others.</summary>
    static IReadOnlyList<LogFile> Named(IReadOnlyList<LogFile> logs, IReadOnlyList<LogFile> others)
    {
        var names = others.Select(log => (log.Source, log.Name)).ToHashSet();
        return [.. logs.Where(log => names.Contains((log.Source, log.Name)))];
    }

    /// <summary>The logs, those of the same names from others.</summary>
    static IReadOnlyList<LogFile> Replaced(IReadOnlyList<LogFile> logs, IReadOnlyList<LogFile> others)
    {
        var byName = others.ToDictionary(log => (log.Source, log.Name));
        return [.. logs.Select(log => byName.GetValueOrDefault((log.Source, log.Name), log))];
    }
}
