using System.Runtime.CompilerServices;

namespace Metrics.Files;

/// <summary>
/// Follows the quotes of CSV text that begins with a record, 64 bytes at a time: which bytes lie in a quoted field, and
/// whether each quote stands where contract 1.4 lets it stand. Where one does not, only <see cref="CsvRecord"/> knows the records.
/// </summary>
struct QuoteState(byte separator)
{
    readonly byte _separator = separator;

    ulong _inside;
    ulong _closed;

    /// <summary>A quote stands where none may.</summary>
    public bool Faulty { get; private set; }
    /// <summary>A line feed lies in a quoted field: a record has several physical lines.</summary>
    public bool InnerFeeds { get; private set; }
    /// <summary>The text so far ends in a quoted field.</summary>
    public readonly bool Open => _inside != 0;

    /// <summary>A block without quotes matters too, after a quote that is not closed yet or was the last byte.</summary>
    public readonly bool Matters(in ByteMasks masks) => (masks.Quotes | _inside | _closed) != 0;

    /// <summary>The bytes of the block that a quoted field holds; an opening quote is one of them.</summary>
    /// <param name="text">The block; the byte before it is readable unless it is the first, and the one after it unless it is the last.</param>
    public ulong Follow(in ByteMasks masks, ref byte text, bool first, bool last)
    {
        unchecked
        {
            var inside = PrefixXor(masks.Quotes) ^ _inside;
            var (opening, closing) = (masks.Quotes & inside, masks.Quotes & ~inside);
            var ends = (masks.Separators | masks.LineFeeds) & ~inside;
            var begins = ends << 1 | (first || IsEnd(Unsafe.Subtract(ref text, 1)) ? 1UL : 0);
            var mayOpen = begins | closing << 1 | (ByteMasks.Equal(ref text, (byte)'=') & begins) << 1 | (first ? 0 : MayOpen(ref text));
            var mayFollow = ends | opening | CrLf(masks, ref text, last);
            Faulty |= (opening & ~mayOpen | (closing << 1 | _closed) & ~mayFollow & masks.Text) != 0;
            InnerFeeds |= (masks.LineFeeds & inside) != 0;
            (_inside, _closed) = ((ulong)((long)inside >> 63), closing >> 63);
            return inside;
        }
    }

    /// <summary>Whether a quote may open before which another stands, or an equals sign that begins a field.</summary>
    readonly ulong MayOpen(ref byte text) =>
        Unsafe.Subtract(ref text, 1) is (byte)'"' || Unsafe.Subtract(ref text, 1) is (byte)'=' && IsEnd(Unsafe.Subtract(ref text, 2)) ? 1UL : 0;

    readonly bool IsEnd(byte b) => b == _separator || b == '\n';

    /// <summary>Each CR that a line feed follows.</summary>
    static ulong CrLf(in ByteMasks masks, ref byte text, bool last)
    {
        var next = !last && Unsafe.Add(ref text, ByteMasks.Block) == '\n' ? 1UL << 63 : 0;
        return ByteMasks.Equal(ref text, (byte)'\r') & (masks.LineFeeds >> 1 | next);
    }

    /// <summary>Each bit the parity of the bits up to it.</summary>
    static ulong PrefixXor(ulong bits)
    {
        for (var shift = 1; shift < 64; shift *= 2)
            bits ^= bits << shift;
        return bits;
    }
}
