using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Metrics.Files;

/// <summary>What a text holds at all: the first look at a chunk, in one pass.</summary>
/// <param name="LinesAreRecords">No record has a second line, as far as the text goes; of NDJSON always.</param>
/// <param name="High">Has a byte from 0x80 on.</param>
readonly record struct TextMarks(bool LinesAreRecords, bool High, int LineFeeds)
{
    /// <param name="bytes">64 readable bytes follow <paramref name="end"/>.</param>
    /// <param name="separator">Null: NDJSON.</param>
    public static TextMarks Of(byte[] bytes, int start, int end, byte? separator)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(end + ByteMasks.Block, bytes.Length);
        ref var text = ref MemoryMarshal.GetArrayDataReference(bytes);
        var csv = separator.HasValue;
        var quotes = new QuoteState(separator ?? 0);
        ulong high = 0;
        var feeds = 0;
        unchecked
        {
            for (var at = start; at < end; at += ByteMasks.Block)
            {
                ref var block = ref Unsafe.Add(ref text, at);
                var masks = ByteMasks.Of(ref block, end - at, separator ?? 0);
                if (csv && quotes.Matters(masks))
                    quotes.Follow(masks, ref block, at == start, end - at <= ByteMasks.Block);
                high |= masks.High;
                feeds += BitOperations.PopCount(masks.LineFeeds);
            }
        }
        return new(!quotes.Faulty && !quotes.InnerFeeds, high != 0, feeds);
    }
}
