using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using Metrics.Events;

namespace Metrics.Pipeline.Store;

/// <summary>The packed events of one shard in a part.</summary>
/// <param name="Size">Bytes of the block.</param>
/// <param name="Unpacked">Bytes of what it unpacks to.</param>
/// <param name="Checksum">XxHash3 of the block.</param>
readonly record struct PackedShard(int Size, int Unpacked, ulong Checksum);

/// <summary>
/// Where the packed events of each shard lie in a part, and the checksums (XxHash3) of all its bytes. It stands behind Parquet's
/// first four bytes, little endian: "evtd"; the layout of the packed events u32; for each shard the size of its block u32, of
/// what the block unpacks to u32, and the block's checksum u64; the size u32 and the checksum u64 of the block of projects; the
/// checksum u64 of all bytes behind that block, which are Parquet's columns; the checksum u64 of the index itself up to here. The
/// blocks follow, in the order of the shards, then that of the projects. STORED: a change needs another word than "evtd". After
/// "evtp" all is the same, but the columns have no rows yet. After "evtc" the index has no projects, nor has the part a block of them.
/// </summary>
/// <param name="layout">Of the packed events.</param>
/// <param name="shards">By shard.</param>
/// <param name="projects">Null: the part was written before there was such a block, and a project may lie in all its shards.</param>
/// <param name="columns">Checksum of the columns.</param>
/// <param name="hasColumns">Whether they have the rows of the events.</param>
sealed class PackedIndex(int layout, PackedShard[] shards, PackedProjects? projects, ulong columns, bool hasColumns)
{
    /// <summary>Parquet's own first bytes.</summary>
    internal const int Start = 4;
    const int ShardsStart = 8;
    const int ShardSize = 2 * sizeof(int) + sizeof(ulong);
    const int ProjectsSize = sizeof(int) + sizeof(ulong);
    const int SizeWithoutProjects = ShardsStart + EventStore.Shards * ShardSize + 2 * sizeof(ulong);
    /// <summary>Bytes of an index that is written now.</summary>
    internal const int Size = SizeWithoutProjects + ProjectsSize;

    /// <summary>Begins the index; a part with another word is another part.</summary>
    internal const string Word = "evtd";
    const string WordWithoutColumns = "evtp";
    const string WordWithoutProjects = "evtc";

    internal PackedShard this[int shard] => shards[shard];

    internal PackedProjects? Projects => projects;

    internal bool HasColumns => hasColumns;

    /// <summary>Where the block of the first shard begins in the part.</summary>
    internal int BlocksStart => Start + (projects is null ? SizeWithoutProjects : Size);

    /// <summary>Whether this program can read the packed events; the columns say the same.</summary>
    internal bool IsReadable => layout == EventRecord.Layout;

    /// <summary>Bytes of the part up to the end of the last shard's block, where that of the projects begins.</summary>
    internal long ShardsEnd => RangeOf(0, EventStore.Shards).End;

    /// <summary>Bytes of the part up to its columns.</summary>
    internal long End => ShardsEnd + (projects?.Size ?? 0);

    /// <summary>The bytes of the part in which the blocks of some shards lie, one after the other.</summary>
    internal (long Begin, long End) RangeOf(int firstShard, int count)
    {
        var begin = BlocksStart + shards.Take(firstShard).Sum(s => (long)s.Size);
        return (begin, begin + shards.Skip(firstShard).Take(count).Sum(s => (long)s.Size));
    }

    /// <param name="head">The first bytes of a part.</param>
    /// <returns>Null: the part is of an earlier format, without checksums.</returns>
    /// <exception cref="InvalidDataException">The index is not as it was written.</exception>
    internal static PackedIndex? Find(ReadOnlySpan<byte> head)
    {
        if (head.Length < Start + Size)
            return null;
        var bytes = head.Slice(Start, Size);
        var hasColumns = !StartsWith(bytes, WordWithoutColumns);
        if (hasColumns && !StartsWith(bytes, Word))
        {
            if (!StartsWith(bytes, WordWithoutProjects))
                return null;
            bytes = bytes[..SizeWithoutProjects];
        }
        if (BinaryPrimitives.ReadUInt64LittleEndian(bytes[^sizeof(ulong)..]) != XxHash3.HashToUInt64(bytes[..^sizeof(ulong)]))
            throw new InvalidDataException("The index does not have its checksum.");
        var shards = new PackedShard[EventStore.Shards];
        var rest = bytes[ShardsStart..];
        for (var i = 0; i < shards.Length; i++, rest = rest[ShardSize..])
        {
            shards[i] = new(BinaryPrimitives.ReadInt32LittleEndian(rest), BinaryPrimitives.ReadInt32LittleEndian(rest[sizeof(int)..]),
                BinaryPrimitives.ReadUInt64LittleEndian(rest[(2 * sizeof(int))..]));
        }
        PackedProjects? projects = bytes.Length < Size ? null
            : new(BinaryPrimitives.ReadInt32LittleEndian(rest), BinaryPrimitives.ReadUInt64LittleEndian(rest[sizeof(int)..]));
        return new(BinaryPrimitives.ReadInt32LittleEndian(bytes[Word.Length..]), shards, projects,
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[^(2 * sizeof(ulong))..]), hasColumns);
    }

    static bool StartsWith(ReadOnlySpan<byte> bytes, string word) => Ascii.Equals(bytes[..word.Length], word);

    /// <summary>The index of a part that is written now: it needs its projects.</summary>
    internal byte[] ToBytes()
    {
        var bytes = new byte[Size];
        Encoding.ASCII.GetBytes(hasColumns ? Word : WordWithoutColumns, bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(Word.Length), layout);
        var rest = bytes.AsSpan(ShardsStart);
        foreach (var shard in shards)
        {
            BinaryPrimitives.WriteInt32LittleEndian(rest, shard.Size);
            BinaryPrimitives.WriteInt32LittleEndian(rest[sizeof(int)..], shard.Unpacked);
            BinaryPrimitives.WriteUInt64LittleEndian(rest[(2 * sizeof(int))..], shard.Checksum);
            rest = rest[ShardSize..];
        }
        BinaryPrimitives.WriteInt32LittleEndian(rest, projects!.Value.Size);
        BinaryPrimitives.WriteUInt64LittleEndian(rest[sizeof(int)..], projects.Value.Checksum);
        rest = rest[ProjectsSize..];
        BinaryPrimitives.WriteUInt64LittleEndian(rest, columns);
        BinaryPrimitives.WriteUInt64LittleEndian(rest[sizeof(ulong)..], XxHash3.HashToUInt64(bytes.AsSpan(0, Size - sizeof(ulong))));
        return bytes;
    }

    /// <summary>Compares the columns with their checksum; reads the part to its end.</summary>
    /// <exception cref="InvalidDataException">They are not as they were written.</exception>
    internal async Task CheckColumnsAsync(Stream part, CancellationToken stop)
    {
        part.Position = End;
        if (await HashOfRestAsync(part, stop) != columns)
            throw new InvalidDataException("The columns do not have their checksum.");
    }

    /// <summary>Checksum of what is left of a stream.</summary>
    internal static async Task<ulong> HashOfRestAsync(Stream stream, CancellationToken stop)
    {
        var hash = new XxHash3();
        await hash.AppendAsync(stream, stop);
        return hash.GetCurrentHashAsUInt64();
    }
}
