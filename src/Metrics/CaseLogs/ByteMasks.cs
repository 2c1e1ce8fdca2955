using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Metrics.CaseLogs;

/// <summary>Where the bytes that make up lines stand in a block of 64: a bit a byte.</summary>
readonly record struct ByteMasks(ulong Commas, ulong LineFeeds, ulong Quotes, ulong High)
{
    public const int Block = 64;

    /// <summary>Of the first <paramref name="count"/> bytes, fewer than 64, alone.</summary>
    public ByteMasks Below(int count)
    {
        var keep = (1UL << count) - 1;
        return new(Commas & keep, LineFeeds & keep, Quotes & keep, High & keep);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByteMasks Of(ref byte text)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            var block = Vector512.LoadUnsafe(ref text);
            return new(
                Vector512.Equals(block, Vector512.Create((byte)',')).ExtractMostSignificantBits(),
                Vector512.Equals(block, Vector512.Create((byte)'\n')).ExtractMostSignificantBits(),
                Vector512.Equals(block, Vector512.Create((byte)'"')).ExtractMostSignificantBits(),
                block.ExtractMostSignificantBits());
        }
        var (low, high) = (Vector256.LoadUnsafe(ref text), Vector256.LoadUnsafe(ref text, 32));
        return new(Equal(low, high, ','), Equal(low, high, '\n'), Equal(low, high, '"'), Join(low, high));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Equal(Vector256<byte> low, Vector256<byte> high, char value) =>
        Join(Vector256.Equals(low, Vector256.Create((byte)value)), Vector256.Equals(high, Vector256.Create((byte)value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Join(Vector256<byte> low, Vector256<byte> high) =>
        low.ExtractMostSignificantBits() | (ulong)high.ExtractMostSignificantBits() << 32;
}
