using System.Buffers.Binary;
using Metrics.Events;

namespace Metrics.Pipeline.Store;

/// <summary>
/// Where the packed events of each shard lie in a part. It stands behind Parquet's first four bytes, little endian: "evts";
/// the layout of the packed events u32; for each shard the size of its block u32 and of what the block unpacks to u32. The blocks
/// follow, in the order of the shards. STORED: a change needs another word than "evts".
/// </summary>
/// <param name="sizes">By shard: bytes of the block, and unpacked.</param>
sealed class PackedIndex((int Block, int Unpacked)[] sizes)
{
    /// <summary>Parquet's own first bytes.</summary>
    internal const int Start = 4;
    const int SizesStart = 8;
    internal const int Size = SizesStart + EventStore.Shards * 2 * sizeof(int);

    static ReadOnlySpan<byte> Word => "evts"u8;

    /// <summary>Where the block of the first shard begins in the part.</summary>
    const long BlocksStart = Start + Size;

    internal (int Block, int Unpacked) this[int shard] => sizes[shard];

    /// <summary>Bytes of the part up to the end of the last block.</summary>
    internal long End => RangeOf(0, EventStore.Shards).End;

    /// <summary>The bytes of the part in which the blocks of some shards lie, one after the other.</summary>
    internal (long Begin, long End) RangeOf(int firstShard, int count)
    {
        var begin = BlocksStart + sizes.Take(firstShard).Sum(s => (long)s.Block);
        return (begin, begin + sizes.Skip(firstShard).Take(count).Sum(s => (long)s.Block));
    }

    /// <param name="head">The first bytes of a part.</param>
    /// <returns>Null: the part has no packed events that this program can read; its columns say the same.</returns>
    internal static PackedIndex? Find(ReadOnlySpan<byte> head, int layout = EventRecord.Layout)
    {
        if (head.Length < BlocksStart || !head[Start..].StartsWith(Word) || BinaryPrimitives.ReadInt32LittleEndian(head[(Start + Word.Length)..]) != layout)
            return null;
        var sizes = new (int, int)[EventStore.Shards];
        var rest = head[(Start + SizesStart)..];
        for (var i = 0; i < sizes.Length; i++, rest = rest[(2 * sizeof(int))..])
            sizes[i] = (BinaryPrimitives.ReadInt32LittleEndian(rest), BinaryPrimitives.ReadInt32LittleEndian(rest[sizeof(int)..]));
        return new(sizes);
    }

    internal byte[] ToBytes()
    {
        var bytes = new byte[Size];
        Word.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(Word.Length), EventRecord.Layout);
        var rest = bytes.AsSpan(SizesStart);
        foreach (var (block, unpacked) in sizes)
        {
            BinaryPrimitives.WriteInt32LittleEndian(rest, block);
            BinaryPrimitives.WriteInt32LittleEndian(rest[sizeof(int)..], unpacked);
            rest = rest[(2 * sizeof(int))..];
        }
        return bytes;
    }
}
