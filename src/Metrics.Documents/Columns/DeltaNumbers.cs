using System.Numerics;

namespace Metrics.Documents.Columns;

/// <summary>
/// Parquet's DELTA_BINARY_PACKED: the first number, then blocks of differences. Of a block the least difference, and how much more each of
/// the others is, in as many bits as the largest of 32 needs.
/// </summary>
static class DeltaNumbers
{
    const int Block = 128;
    const int Mini = 32;

    /// <summary>All bits count: differences may wrap around.</summary>
    internal static void Write(ReadOnlySpan<int> values, ByteBuffer to)
    {
        to.AddVarInt(Block);
        to.AddVarInt(Block / Mini);
        to.AddVarInt((ulong)values.Length);
        AddZigZag(values.IsEmpty ? 0 : values[0], to);
        Span<int> differences = stackalloc int[Block];
        for (var at = 1; at < values.Length; at += Block)
        {
            var count = Math.Min(Block, values.Length - at);
            for (var i = 0; i < count; i++)
                differences[i] = unchecked(values[at + i] - values[at + i - 1]);
            WriteBlock(differences[..count], to);
        }
    }

    static void WriteBlock(ReadOnlySpan<int> differences, ByteBuffer to)
    {
        var least = int.MaxValue;
        foreach (var difference in differences)
            least = Math.Min(least, difference);
        AddZigZag(least, to);
        var widths = to.Length;
        to.Take(Block / Mini).Clear();
        Span<uint> more = stackalloc uint[Mini];
        for (var mini = 0; mini * Mini < differences.Length; mini++)
        {
            // What is left of the last 32 are zeros.
            more.Clear();
            var all = 0u;
            var some = differences[(mini * Mini)..Math.Min(differences.Length, (mini + 1) * Mini)];
            for (var i = 0; i < some.Length; i++)
                all |= more[i] = unchecked((uint)(some[i] - least));
            var bits = 32 - BitOperations.LeadingZeroCount(all);
            to.Set(widths + mini, (byte)bits);
            Pack(more, bits, to.Take(Mini / 8 * bits));
        }
    }

    /// <param name="bits">0 to 32 of each number.</param>
    static void Pack(ReadOnlySpan<uint> numbers, int bits, Span<byte> into)
    {
        var (word, have, at) = (0UL, 0, 0);
        foreach (var number in numbers)
        {
            word |= (ulong)number << have;
            for (have += bits; have >= 8; have -= 8)
            {
                into[at++] = unchecked((byte)word);
                word >>= 8;
            }
        }
    }

    static void AddZigZag(int value, ByteBuffer to) => to.AddVarInt(unchecked((uint)(value << 1 ^ value >> 31)));
}
