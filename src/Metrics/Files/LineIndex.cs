using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Metrics.Files;

/// <summary>The fields and records of a window of CSV text that begins with a record, found 64 bytes at a time. For one thread.</summary>
sealed class LineIndex
{
    int[] _seps = [];
    int[] _recordEnds = [];
    int _records;
    bool _open;
    byte _separator;

    /// <summary>First the place before the text, then each separator and line feed outside quotes, as offsets in the window.</summary>
    public ReadOnlySpan<int> Seps => _seps;
    /// <summary>Which of <see cref="Seps"/> end a record.</summary>
    public ReadOnlySpan<int> RecordEnds => _recordEnds.AsSpan(0, _records);
    /// <summary>Has a byte from 0x80 on.</summary>
    public bool High { get; private set; }
    public bool Quotes { get; private set; }
    /// <summary>A quote stands where none may: the index is worth nothing.</summary>
    public bool Faulty { get; private set; }
    /// <summary>Some record has a second line.</summary>
    public bool InnerFeeds { get; private set; }

    /// <param name="bytes">The text begins at <paramref name="start"/>; 64 readable bytes follow it.</param>
    /// <param name="separator">What stands between two fields.</param>
    /// <param name="closed">The text's end is a record's end, also without a line feed.</param>
    public void Build(byte[] bytes, int start, int length, byte separator, bool closed)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + length + ByteMasks.Block, bytes.Length);
        if (_seps.Length < length + 2)
        {
            _seps = new int[length + 2 + ByteMasks.Block];
            _recordEnds = new int[length + 2];
        }
        _separator = separator;
        var count = Find(ref bytes[start], length);
        Faulty |= closed && _open;
        if (closed && length > 0 && bytes[start + length - 1] != '\n')
        {
            _recordEnds[_records++] = count;
            _seps[count] = length;
        }
    }

    int Find(ref byte text, int length)
    {
        ref var seps = ref MemoryMarshal.GetArrayDataReference(_seps);
        ref var ends = ref MemoryMarshal.GetArrayDataReference(_recordEnds);
        var separator = _separator;
        var state = new QuoteState(separator);
        int n = 1, records = 0;
        ulong high = 0, quotes = 0;
        seps = -1;
        unchecked
        {
            for (var at = 0; at < length; at += ByteMasks.Block)
            {
                ref var block = ref Unsafe.Add(ref text, at);
                var masks = ByteMasks.Of(ref block, length - at, separator);
                var inside = state.Matters(masks) ? state.Follow(masks, ref block, at == 0, length - at <= ByteMasks.Block) : 0;
                high |= masks.High;
                quotes |= masks.Quotes;
                var found = (masks.Separators | masks.LineFeeds) & ~inside;
                for (var feeds = masks.LineFeeds & ~inside; feeds != 0; feeds &= feeds - 1)
                    Unsafe.Add(ref ends, records++) = n + BitOperations.PopCount(found & (feeds ^ feeds - 1) >> 1);
                if (Avx512Vbmi2.IsSupported && inside == 0 && length - at >= ByteMasks.Block)
                {
                    n += ListAll(ref block, separator, at, BitOperations.PopCount(found), ref Unsafe.Add(ref seps, n));
                }
                else
                {
                    for (; found != 0; found &= found - 1)
                        Unsafe.Add(ref seps, n++) = at + BitOperations.TrailingZeroCount(found);
                }
            }
        }
        (_records, High, Quotes) = (records, high != 0, quotes != 0);
        (Faulty, InnerFeeds, _open) = (state.Faulty, state.InnerFeeds, state.Open);
        return n;
    }

    /// <summary>Lists a block's separators and line feeds without a step for each; writes up to 64 places, of which <paramref name="count"/> hold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int ListAll(ref byte block, byte separator, int at, int count, ref int into)
    {
        var text = Vector512.LoadUnsafe(ref block);
        var found = Vector512.Equals(text, Vector512.Create(separator)) | Vector512.Equals(text, Vector512.Create((byte)'\n'));
        var places = Avx512Vbmi2.Compress(Vector512<byte>.Zero, found, Vector512<byte>.Indices);
        List(places.GetLower().GetLower(), at, ref into);
        if (count > 16)
            List(places.GetLower().GetUpper(), at, ref Unsafe.Add(ref into, 16));
        if (count > 32)
        {
            List(places.GetUpper().GetLower(), at, ref Unsafe.Add(ref into, 32));
            List(places.GetUpper().GetUpper(), at, ref Unsafe.Add(ref into, 48));
        }
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void List(Vector128<byte> places, int at, ref int into) =>
        (Avx512F.ConvertToVector512Int32(places) + Vector512.Create(at)).StoreUnsafe(ref into);
}
