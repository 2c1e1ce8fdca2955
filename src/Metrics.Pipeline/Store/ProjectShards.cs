using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Metrics.Events;

namespace Metrics.Pipeline.Store;

/// <summary>The block of a part's projects.</summary>
/// <param name="Size">Bytes of the block.</param>
/// <param name="Checksum">XxHash3 of the block.</param>
readonly record struct PackedProjects(int Size, ulong Checksum);

/// <summary>
/// In which shards of a part lie the lines that name a project's code; their cases lie in the same shards of other parts. A row a
/// hash, in their order, little endian: the first 20 bits of the code's XxHash3 u32, its shards u64. Codes of one hash share their
/// shards: more is read then than need be, never less. STORED, as <see cref="PackedIndex"/> says.
/// </summary>
sealed class ProjectShards
{
    // What a part can take in memory and in storage: 2^20 rows. A city of 200,000 projects shares every sixth.
    const int HashBits = 20;
    const int RowSize = sizeof(uint) + sizeof(ulong);

    readonly Dictionary<uint, ShardSet> _shards = [];

    /// <param name="segments">Of the shard.</param>
    internal void Add(IReadOnlyList<EventSegment> segments, int shard)
    {
        for (var i = 0; i < segments.Count; i++)
        {
            for (var rest = segments[i].Records.Span; !rest.IsEmpty;)
            {
                var record = EventRecord.At0(rest);
                if (record.ProjectCode is { IsEmpty: false } code)
                    CollectionsMarshal.GetValueRefOrAddDefault(_shards, HashOf(code), out _) |= ShardSet.Of(shard);
                rest = rest[record.Size..];
            }
        }
    }

    internal PackedProjects Write(Stream to)
    {
        var block = new byte[_shards.Count * RowSize];
        var rest = block.AsSpan();
        foreach (var (hash, shards) in _shards.OrderBy(p => p.Key))
        {
            BinaryPrimitives.WriteUInt32LittleEndian(rest, hash);
            BinaryPrimitives.WriteUInt64LittleEndian(rest[sizeof(uint)..], shards.Bits);
            rest = rest[RowSize..];
        }
        to.Write(block);
        return new(block.Length, XxHash3.HashToUInt64(block));
    }

    /// <summary>The shards in which cases of a project may lie.</summary>
    /// <param name="code">Not empty.</param>
    /// <exception cref="InvalidDataException">The block is not as it was written.</exception>
    internal static ShardSet Find(ReadOnlySpan<byte> block, PackedProjects projects, ReadOnlySpan<byte> code)
    {
        Check(block, projects);
        var hash = HashOf(code);
        var (low, high) = (0, block.Length / RowSize);
        while (low < high)
        {
            var middle = low + high >> 1;
            var row = block[(middle * RowSize)..];
            var found = BinaryPrimitives.ReadUInt32LittleEndian(row);
            if (found == hash)
                return new(BinaryPrimitives.ReadUInt64LittleEndian(row[sizeof(uint)..]));
            (low, high) = found < hash ? (middle + 1, high) : (low, middle);
        }
        return default;
    }

    /// <inheritdoc cref="Find"/>
    internal static void Check(ReadOnlySpan<byte> block, PackedProjects projects)
    {
        if (XxHash3.HashToUInt64(block) != projects.Checksum)
            throw new InvalidDataException("The block of projects does not have its checksum.");
    }

    static uint HashOf(ReadOnlySpan<byte> code) => (uint)(XxHash3.HashToUInt64(code) >> 64 - HashBits);
}
