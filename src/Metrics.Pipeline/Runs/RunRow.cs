using System.Globalization;
using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;
using Metrics.Pipeline.Account;

namespace Metrics.Pipeline.Runs;

/// <summary>State of a run. The last three are final.</summary>
public enum RunState
{
    Queued,
    Running,
    /// <summary>Published, of every log that was there.</summary>
    Succeeded,
    /// <summary>Published, but a log was refused or a source could not be pulled: <see cref="RunRow.Notes"/> say which.</summary>
    Partial,
    Failed,
}

/// <summary>A row of the table <c>Runs</c>. STORED: renaming a property is a data migration.</summary>
public sealed record RunRow : ITableEntity
{
    public string PartitionKey { get; set; } = RunTable.Partition;
    /// <summary>The run's id.</summary>
    public string RowKey { get; set; } = "";
    public DateTimeOffset? Timestamp { get; set; }
    public ETag ETag { get; set; }

    public string State { get; set; } = nameof(RunState.Queued);
    /// <summary>The last step that began.</summary>
    public string Step { get; set; } = "";
    /// <summary><c>yyyy-MM-dd</c></summary>
    public string AsOf { get; set; } = "";
    /// <summary><c>yyyy-MM-dd</c>, or empty: all that is known.</summary>
    public string KnownOn { get; set; } = "";
    /// <summary>The city's name when the run was asked for.</summary>
    public string City { get; set; } = "";
    public DateTimeOffset AskedAt { get; set; }
    public DateTimeOffset? StartedAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    /// <summary>JSON of <see cref="RunCounts"/>, once known.</summary>
    public string Counts { get; set; } = "";
    /// <summary>JSON of <see cref="RunTimes"/>, once known.</summary>
    public string Times { get; set; } = "";
    /// <summary>JSON: warning code → count.</summary>
    public string Warnings { get; set; } = "";
    /// <summary>JSON: sentences on what was left out; the first, as <see cref="RunNotes"/> bounds them.</summary>
    public string Notes { get; set; } = "";
    /// <summary>JSON of <see cref="RunDueDates"/>; empty: no notice or layer is new since the publication before.</summary>
    public string DueDates { get; set; } = "";
    /// <summary>JSON of the <see cref="SilentSource"/>s, the longest silence first; once known.</summary>
    public string Silent { get; set; } = "";
    /// <summary>JSON of <see cref="RunChanges"/>; empty: there was no publication before, or it could not be compared.</summary>
    public string Changes { get; set; } = "";
    /// <summary>Id of the publication, once there is one.</summary>
    public string Publication { get; set; } = "";
    /// <summary>Whether <c>current.json</c> moved to the publication (or stood there).</summary>
    public bool IsCurrent { get; set; }
    /// <summary>Why the run failed, or why a step is tried again.</summary>
    public string Error { get; set; } = "";
    /// <summary><see cref="RowChecksum{TRow}"/>; empty in rows of earlier versions.</summary>
    public string Checksum { get; set; } = "";

    [IgnoreDataMember]
    public RunState StateValue => Enum.Parse<RunState>(State);
    [IgnoreDataMember]
    public bool IsOver => StateValue is RunState.Succeeded or RunState.Partial or RunState.Failed;
    [IgnoreDataMember]
    public DateOnly AsOfDay => DateOnly.ParseExact(AsOf, "yyyy-MM-dd", CultureInfo.InvariantCulture);
    [IgnoreDataMember]
    public DateOnly? KnownOnDay => KnownOn.Length == 0 ? null : DateOnly.ParseExact(KnownOn, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>Counts of a run: log files, and their lines.</summary>
public sealed record RunCounts(int Files, int NewFiles, int RefusedFiles, long Lines, long Accepted, long Duplicate, long Rejected);

/// <summary>A source that has sent no new log for a working day or more.</summary>
/// <param name="WorkingDays">Null: it never sent one, or all that it sent were withdrawn.</param>
public sealed record SilentSource(string Source, int? WorkingDays);

/// <summary>What a new notice or layer did: units open as of the day (cases and projects), and how many of their due dates it moved.</summary>
/// <param name="Since">Id of the publication whose calendar is compared with.</param>
public sealed record RunDueDates(long Open, long Moved, string Since);

/// <summary>How many numbers of closed periods are not those of the publication before: each column of each row counts.</summary>
/// <param name="Since">Id of that publication.</param>
/// <param name="Largest">That which moved furthest; null: none did.</param>
public sealed record RunChanges(string Since, long Moved, MovedNumber? Largest);

/// <param name="Keys">Of its row, by column.</param>
/// <param name="Before">Null: a number of nothing.</param>
public sealed record MovedNumber(string Table, IReadOnlyDictionary<string, string> Keys, string Column, decimal? Before, decimal? After);

/// <summary>
/// Milliseconds by kind of work, added up over the steps of a run: reading the inbox, parsing, storing, loading the store, folding, publishing.
/// </summary>
public sealed record RunTimes(long Read, long Parse, long Store, long Load, long Fold, long Publish);
