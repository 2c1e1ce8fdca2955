namespace Metrics.Cube;

/// <summary>Rows of counts (0 or more): they add up, and are taken out again.</summary>
static class Counts
{
    /// <param name="times">1 to add, -1 to take out.</param>
    /// <exception cref="ArgumentException">What is to be taken out is not there.</exception>
    internal static void Add(Span<long> to, ReadOnlySpan<long> counts, int times)
    {
        for (var i = 0; i < to.Length; i++)
            to[i] = Sum(to[i], times * counts[i]);
    }

    /// <exception cref="ArgumentException">The sum is negative: what is to be taken out is not there.</exception>
    internal static long Sum(long count, long added) => count + added is var sum and >= 0 ? sum : Missing(count, added);

    static long Missing(long count, long added) => throw new ArgumentException($"{-added} cannot be taken out of {count}: it was never added");

    internal static void Write(BinaryWriter to, ReadOnlySpan<long> counts)
    {
        foreach (var count in counts)
            to.Write7BitEncodedInt64(count);
    }

    internal static void Read(BinaryReader from, Span<long> counts)
    {
        foreach (ref var count in counts)
            count = from.Read7BitEncodedInt64();
    }
}
