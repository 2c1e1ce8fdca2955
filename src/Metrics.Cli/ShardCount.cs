using System.Numerics;
using Metrics.CaseLogs;

namespace Metrics.Cli;

/// <summary>Over how many shards a command scatters the cases: the more text, the more, so that one is always a small part of memory.</summary>
static class ShardCount
{
    /// <summary>Into as many parts a run can be cut, whatever the number of shards: each part is some of them.</summary>
    internal const int Least = 256;
    const int Most = 4096;

    /// <summary>Some 30,000 events: about as much as fits into the cache of a core.</summary>
    const long TextOfShard = 3 * 1024 * 1024;

    /// <summary>A thread writes each shard into a block of half that size.</summary>
    const long HeldOfShard = 64 * 1024;

    /// <returns>A power of two.</returns>
    internal static int Of(IReadOnlyList<LogFile> files, int threads)
    {
        var wanted = Math.Min(files.Sum(f => LogFile.TextOf(f.Name, f.Size)) / TextOfShard, SpillFile.HeldBytes / threads / HeldOfShard);
        return 1 << BitOperations.Log2((uint)Math.Clamp(wanted, Least, Most));
    }

    /// <summary>The part of <paramref name="parts"/>, from 0 on, in which a shard of <paramref name="count"/> lies.</summary>
    /// <param name="parts">1 to <see cref="Least"/>.</param>
    internal static int PartOf(int shard, int count, int parts) => shard / (count / Least) * parts / Least;
}
