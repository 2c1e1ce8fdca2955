using Microsoft.Extensions.Logging;

namespace Metrics.Pipeline.Telemetry;

/// <summary>
/// The log lines that alerts look for, in <c>infra/bicep/queries</c>: a word changed here would blind an alert there, and a test compares both.
/// Values are counts, names of sources and files, and ids: nothing from within a log.
/// </summary>
static partial class WatchedLog
{
    /// <summary>A run has ended as failed.</summary>
    [LoggerMessage(1001, LogLevel.Error, "Run failed: {Run}, {Reason}")]
    internal static partial void RunFailed(this ILogger logger, string run, string reason);

    /// <summary>A publication is current. The absence of this line for 30 hours is an alert.</summary>
    [LoggerMessage(1002, LogLevel.Information, "Published {Publication}")]
    internal static partial void Published(this ILogger logger, string publication);

    /// <summary>A log file was taken in.</summary>
    [LoggerMessage(1003, LogLevel.Information, "Log taken in: source {Source}, lines {Lines}, rejected {Rejected}, name {Name}")]
    internal static partial void LogTakenIn(this ILogger logger, string source, long lines, long rejected, string name);

    /// <summary>Once a run and source: whole working days without a new log.</summary>
    [LoggerMessage(1004, LogLevel.Information, "Source heard: {Days} working days without a log, source {Source}")]
    internal static partial void SourceHeard(this ILogger logger, int days, string source);
}
