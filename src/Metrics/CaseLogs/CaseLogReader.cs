using Metrics.Cases;

namespace Metrics.CaseLogs;

/// <summary>Reads case logs into shards of packed events (contract section 1).</summary>
public static class CaseLogReader
{
    /// <summary>
    /// Reads <paramref name="files"/>, whose order is the reading order and whose index is the file ordinal in
    /// <paramref name="shards"/>. A refused file leaves no records. Never throws for what a file holds.
    /// </summary>
    /// <param name="threads">Threads that parse, at least 1.</param>
    /// <param name="rejected">Called for each rejected line (any thread, any order) with the file's ordinal; null: lines are only counted.</param>
    /// <param name="progress">Called with the number of bytes just read (as they came).</param>
    public static IReadOnlyList<LogTally> Read(
        IReadOnlyList<LogFile> files, EventShards shards, int threads,
        Action<int, Rejection>? rejected = null, Action<long>? progress = null, CancellationToken stop = default)
    {
        throw new NotSupportedException();
    }
}
