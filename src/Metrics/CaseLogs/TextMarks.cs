using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Metrics.CaseLogs;

/// <summary>What a text holds at all: the first look at a chunk, in one pass.</summary>
readonly record struct TextMarks(bool Quotes, bool High, int LineFeeds)
{
    /// <param name="bytes">64 readable bytes follow <paramref name="end"/>.</param>
    public static TextMarks Of(byte[] bytes, int start, int end)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(end + ByteMasks.Block, bytes.Length);
        ref var text = ref MemoryMarshal.GetArrayDataReference(bytes);
        ulong quotes = 0, high = 0;
        var feeds = 0;
        unchecked
        {
            for (var at = start; at < end; at += ByteMasks.Block)
            {
                var masks = ByteMasks.Of(ref Unsafe.Add(ref text, at));
                if (end - at < ByteMasks.Block)
                    masks = masks.Below(end - at);
                quotes |= masks.Quotes;
                high |= masks.High;
                feeds += BitOperations.PopCount(masks.LineFeeds);
            }
        }
        return new(quotes != 0, high != 0, feeds);
    }
}
