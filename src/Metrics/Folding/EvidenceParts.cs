using Metrics.Evidence;

namespace Metrics.Folding;

/// <summary>
/// Gathers the rows of shards into parts of some neighbouring shards each, and hands a part on when all its shards are folded.
/// Which shards make a part does not depend on who folds them when. For any thread.
/// </summary>
/// <param name="shards">Number of shards.</param>
/// <param name="parts">1 to <paramref name="shards"/>.</param>
/// <param name="open">Makes empty tables of the run.</param>
/// <param name="write">Takes a part by the number of its first shard. Its tables are used again when it returns; its task ends when they are written.</param>
public sealed class EvidenceParts(int shards, int parts, Func<EvidenceTables> open, Func<int, EvidenceTables, Task> write)
{
    sealed class Part(int shards)
    {
        internal int Shards { get; } = shards;
        internal int Left = shards;
        internal EvidenceTables? Tables;
    }

    readonly Part[] _parts = [.. Enumerable.Range(0, parts).Select(p => new Part(FirstShard(p + 1, parts, shards) - FirstShard(p, parts, shards)))];
    readonly Stack<EvidenceTables> _free = [];

    /// <summary>Cases of about that many lines make a part: some 26,000 cases.</summary>
    const long LinesOfPart = 128_000;

    /// <summary>How many parts the evidence of a run is cut into.</summary>
    /// <param name="lines">Lines of all logs.</param>
    public static int CountOf(long lines, int shards) => (int)Math.Clamp(lines / LinesOfPart, 1, shards);

    internal EvidenceTables Open()
    {
        lock (_free)
            return _free.TryPop(out var tables) ? tables : open();
    }

    /// <summary>Takes the rows of a shard over, and clears them.</summary>
    /// <returns>Ends when the part of which this was the last shard is written.</returns>
    internal Task AddAsync(int shard, EvidenceTables rows)
    {
        var number = NumberOf(shard);
        // Of a part of one shard there is nothing to gather.
        if (_parts[number].Shards == 1)
            return Write(number, rows);
        if (Gather(_parts[number], rows) is not { } whole)
            return Task.CompletedTask;
        var written = Write(number, whole);
        lock (_free)
            _free.Push(whole);
        return written;
    }

    Task Write(int number, EvidenceTables whole)
    {
        var written = write(FirstShard(number, parts, shards), whole);
        whole.Clear();
        return written;
    }

    /// <returns>The part's tables, when this was its last shard.</returns>
    EvidenceTables? Gather(Part part, EvidenceTables rows)
    {
        lock (part)
        {
            (part.Tables ??= Open()).Add(rows);
            rows.Clear();
            if (--part.Left > 0)
                return null;
            var whole = part.Tables;
            part.Tables = null;
            return whole;
        }
    }

    int NumberOf(int shard)
    {
        var part = (int)((long)shard * parts / shards);
        return FirstShard(part + 1, parts, shards) <= shard ? part + 1 : part;
    }

    /// <summary>The least shard s with s × parts / shards ≥ part.</summary>
    static int FirstShard(int part, int parts, int shards) => (int)(((long)part * shards + parts - 1) / parts);
}
