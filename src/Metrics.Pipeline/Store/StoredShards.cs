using System.Runtime.CompilerServices;
using Metrics.Events;
using Metrics.Pipeline.Account;

namespace Metrics.Pipeline.Store;

/// <summary>The events of some logs, shard by shard, out of all parts that hold them.</summary>
sealed class StoredShards
{
    // Requests wait for the service: more at once than there are processors.
    const int Readers = 8;
    // Two groups of shards are in memory at once: one is used while the next is read.
    const long GroupBytes = 24 << 20;

    readonly IReadOnlyList<(StoredPart Part, int[] Ordinals)> _parts;
    readonly TimeProvider _time;

    StoredShards(IReadOnlyList<(StoredPart, int[])> parts, TimeProvider time, TimeSpan waited) => (_parts, _time, Waited) = (parts, time, waited);

    /// <summary>The time in which nothing could be folded, since the store had not answered.</summary>
    internal TimeSpan Waited { get; private set; }

    /// <param name="logs">By ordinal: where a log's events lie; without a part it has none.</param>
    internal static async Task<StoredShards> OpenAsync(
        IReadOnlyList<(string Part, int PartFile)> logs, EventStore events, TimeProvider time, CancellationToken stop)
    {
        var start = time.GetTimestamp();
        var named = logs.Select((log, ordinal) => (log.Part, log.PartFile, Ordinal: ordinal)).Where(l => l.Part.Length > 0).GroupBy(l => l.Part).ToList();
        var parts = new (StoredPart, int[])[named.Count];
        await Parallel.ForAsync(0, parts.Length, Limits(stop), async (i, cancel) =>
        {
            var ordinals = new int[named[i].Max(l => l.PartFile) + 1];
            Array.Fill(ordinals, -1);
            foreach (var log in named[i])
                ordinals[log.PartFile] = log.Ordinal;
            parts[i] = (await events.OpenAsync(named[i].Key, cancel), ordinals);
        });
        return new(parts, time, time.GetElapsedTime(start));
    }

    internal async Task<IReadOnlyList<EventSegment>> ReadAsync(int shard, CancellationToken stop) =>
        (await WaitAsync(ReadAsync(shard, 1, stop)))[0];

    /// <summary>The shards in which cases of a project may lie.</summary>
    /// <param name="code">Not empty.</param>
    /// <param name="note">Gets each part that cannot say it, as if its index had no projects: no damaged byte is used.</param>
    internal async Task<ShardSet> FindProjectAsync(ReadOnlyMemory<byte> code, Func<DamagedBlobException, Task> note, CancellationToken stop)
    {
        var bits = 0UL;
        await Parallel.ForEachAsync(_parts, Limits(stop), async (p, cancel) => Interlocked.Or(ref bits, (await FindAsync(p.Part, cancel)).Bits));
        return new(bits);

        async Task<ShardSet> FindAsync(StoredPart part, CancellationToken cancel)
        {
            try
            {
                return await part.FindProjectAsync(code, cancel);
            }
            catch (DamagedBlobException e)
            {
                await note(e);
                return ShardSet.All;
            }
        }
    }

    /// <summary>Copies all shards to a temporary file, to be read by several threads, or more than once.</summary>
    internal Task<SpooledShards> SpoolAsync(CancellationToken stop) => WaitAsync(SpooledShards.CopyAsync(_parts, stop));

    /// <summary>These shards in their order; the next ones are read while the caller is busy with one.</summary>
    internal async IAsyncEnumerable<IReadOnlyList<EventSegment>> ReadAllAsync(ShardSet of, [EnumeratorCancellation] CancellationToken stop)
    {
        // Shards in between cost less than reading all columns of a part once more.
        var groups = Groups(_parts.Any(p => p.Part.IsReadByColumns) ? of.WithoutGaps() : of).ToList();
        if (groups.Count == 0)
            yield break;
        var next = ReadAsync(groups[0].First, groups[0].Count, stop);
        for (var i = 1; i <= groups.Count; i++)
        {
            var shards = await WaitAsync(next);
            if (i < groups.Count)
                next = ReadAsync(groups[i].First, groups[i].Count, stop);
            for (var shard = 0; shard < shards.Length; shard++)
            {
                if (of.Contains(groups[i - 1].First + shard))
                    yield return shards[shard];
                shards[shard] = [];
            }
        }
    }

    async Task<T> WaitAsync<T>(Task<T> read)
    {
        var start = _time.GetTimestamp();
        var found = await read;
        Waited += _time.GetElapsedTime(start);
        return found;
    }

    /// <summary>Neighbouring shards that are read with one request a part.</summary>
    IEnumerable<(int First, int Count)> Groups(ShardSet of)
    {
        var (first, count, bytes) = (0, 0, 0L);
        for (var shard = 0; shard < EventStore.Shards; shard++)
        {
            if (!of.Contains(shard))
                continue;
            var size = _parts.Sum(p => p.Part.SizeOf(shard));
            if (count > 0 && (shard > first + count || bytes + size > GroupBytes))
            {
                yield return (first, count);
                (count, bytes) = (0, 0);
            }
            if (count == 0)
                first = shard;
            (count, bytes) = (count + 1, bytes + size);
        }
        if (count > 0)
            yield return (first, count);
    }

    async Task<IReadOnlyList<EventSegment>[]> ReadAsync(int first, int count, CancellationToken stop)
    {
        var found = new List<EventSegment>[_parts.Count][];
        await Parallel.ForAsync(0, found.Length, Limits(stop), async (i, cancel) =>
        {
            found[i] = [.. Enumerable.Range(0, count).Select(_ => new List<EventSegment>())];
            await _parts[i].Part.ReadAsync(_parts[i].Ordinals, first, found[i], cancel);
        });
        // A file lies in one part, which has its segments in order.
        return [.. Enumerable.Range(0, count).Select(shard => found.SelectMany(f => f[shard]).OrderBy(s => s.File).ToList())];
    }

    internal static ParallelOptions Limits(CancellationToken stop) => new() { MaxDegreeOfParallelism = Readers, CancellationToken = stop };
}
