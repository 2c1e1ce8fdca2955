using System.Numerics;

namespace Metrics.Pipeline.Store;

/// <summary>Some shards of the store: a bit each. STORED in a part's block of projects.</summary>
readonly record struct ShardSet(ulong Bits)
{
    internal static ShardSet All => new(~0UL >> 64 - EventStore.Shards);

    internal int Count => BitOperations.PopCount(Bits);

    internal bool Contains(int shard) => (Bits & Of(shard).Bits) != 0;

    internal static ShardSet Of(int shard) => new(1UL << shard);

    public static ShardSet operator |(ShardSet a, ShardSet b) => new(a.Bits | b.Bits);

    /// <summary>With all shards between its first and its last.</summary>
    internal ShardSet WithoutGaps() => new(Bits == 0 ? 0 : ~0UL << BitOperations.TrailingZeroCount(Bits) & ~0UL >> BitOperations.LeadingZeroCount(Bits));

    internal ShardSet Except(ShardSet other) => new(Bits & ~other.Bits);
}
