using Metrics.Events;
using Metrics.Mappings;

namespace Metrics.CaseLogs;

/// <summary>Reads case logs into shards of packed events (contract 1).</summary>
public static class CaseLogReader
{
    /// <summary>
    /// The definitions under which lines are read. STORED with what reading gave: a log that an older number stands at is read
    /// again, so whatever changes the reading of lines needs a new one.
    /// </summary>
    public const int Definitions = 2;

    const int ChunkSize = 2 * 1024 * 1024;

    /// <summary>
    /// Reads <paramref name="files"/>, whose order is the reading order and whose index is the file ordinal in
    /// <paramref name="shards"/>. A refused file leaves no records. Never throws for what a file holds.
    /// </summary>
    /// <param name="threads">Threads that parse, at least 1.</param>
    /// <param name="rejected">Called for each rejected line (any thread, any order) with the file's ordinal; null: lines are only
    /// counted. A file that is refused late (gzip cut short) may have been called for: see its tally.</param>
    /// <param name="progress">Called with the number of bytes just read (as they came), from any thread.</param>
    public static IReadOnlyList<LogTally> Read(
        IReadOnlyList<LogFile> files, EventShards shards, int threads,
        Action<int, Rejection>? rejected = null, Action<long>? progress = null, CancellationToken stop = default) =>
        Read(files, shards, threads, ChunkSize, rejected, progress, stop);

    /// <param name="chunkSize">Bytes that a thread reads at a time; the result does not depend on it.</param>
    internal static IReadOnlyList<LogTally> Read(
        IReadOnlyList<LogFile> files, EventShards shards, int threads, int chunkSize,
        Action<int, Rejection>? rejected = null, Action<long>? progress = null, CancellationToken stop = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(chunkSize, 1);
        var tallies = files.Select(file => new LogTally { File = file }).ToList();
        using (var queue = new LogQueue(tallies, chunkSize, progress))
            Work(queue, threads, () => new(shards.OpenAppender(), rejected), stop);
        for (var i = 0; i < tallies.Count; i++)
        {
            if (tallies[i].Refusal is not null)
                Forget(tallies[i], shards, i);
        }
        return tallies;
    }

    /// <summary>Takes the files out that later snapshots replace, of a run whose files have all been read.</summary>
    public static void DropReplaced(IReadOnlyList<LogTally> tallies, EventShards shards)
    {
        var replaced = Snapshots.FindReplaced([.. tallies.Select(t => new SnapshotFile(t.File.Mapping, t.File.Source, t.File.Name, t.Refusal is not null))]);
        for (var i = 0; i < tallies.Count; i++)
        {
            tallies[i].IsReplaced = replaced[i];
            if (replaced[i])
                shards.Drop(i);
        }
    }

    static void Work(LogQueue queue, int threads, Func<LineSink> sink, CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var tasks = new Task[threads];
        for (var i = 0; i < threads; i++)
        {
            var worker = new LogWorker(queue, sink());
            tasks[i] = Task.Factory.StartNew(
                () => RunAlone(worker, end), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        Task.WhenAll(tasks).GetAwaiter().GetResult();
        stop.ThrowIfCancellationRequested();
    }

    /// <summary>A worker that cannot read on (its file is gone) ends the others.</summary>
    static void RunAlone(LogWorker worker, CancellationTokenSource end)
    {
        try
        {
            worker.Run(end.Token);
        }
        catch
        {
            end.Cancel();
            throw;
        }
    }

    /// <summary>Records and counts may have come before the refusal.</summary>
    static void Forget(LogTally tally, EventShards shards, int file)
    {
        shards.Drop(file);
        tally.Lines = 0;
        tally.Unnamed = [];
        Array.Clear(tally.Rejected);
    }
}
