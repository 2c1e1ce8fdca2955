using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Metrics.Files;

/// <summary>Where the bytes that make up lines stand in a block of 64: a bit a byte.</summary>
/// <param name="Text">The bytes that belong to the text: at its end a block is not full.</param>
readonly record struct ByteMasks(ulong Separators, ulong LineFeeds, ulong Quotes, ulong High, ulong Text)
{
    public const int Block = 64;

    /// <param name="text">64 readable bytes.</param>
    /// <param name="count">How many of them are text, at least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByteMasks Of(ref byte text, int count, byte separator)
    {
        var all = count < Block ? (1UL << count) - 1 : ulong.MaxValue;
        return new(Equal(ref text, separator) & all, Equal(ref text, (byte)'\n') & all, Equal(ref text, (byte)'"') & all, HighOf(ref text) & all, all);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Equal(ref byte text, byte value) => Vector512.IsHardwareAccelerated
        ? Vector512.Equals(Vector512.LoadUnsafe(ref text), Vector512.Create(value)).ExtractMostSignificantBits()
        : Join(
            Vector256.Equals(Vector256.LoadUnsafe(ref text), Vector256.Create(value)),
            Vector256.Equals(Vector256.LoadUnsafe(ref text, 32), Vector256.Create(value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong HighOf(ref byte text) => Vector512.IsHardwareAccelerated
        ? Vector512.LoadUnsafe(ref text).ExtractMostSignificantBits()
        : Join(Vector256.LoadUnsafe(ref text), Vector256.LoadUnsafe(ref text, 32));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Join(Vector256<byte> low, Vector256<byte> high) =>
        low.ExtractMostSignificantBits() | (ulong)high.ExtractMostSignificantBits() << 32;
}
