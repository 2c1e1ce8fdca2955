using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using K4os.Compression.LZ4;
using Metrics.Events;

namespace Metrics.Pipeline.Store;

/// <summary>
/// The packed events of one shard of a part, LZ4: runs of events of one file, each after the file's number and the run's size
/// (u32, little endian). STORED, as <see cref="PackedIndex"/> says.
/// </summary>
static class PackedBlock
{
    const int RunHeader = 2 * sizeof(int);

    /// <summary>Writes all blocks.</summary>
    /// <param name="projects">Gets to know the events.</param>
    /// <returns>What the index says of them.</returns>
    internal static PackedShard[] WriteAll(Stream to, Func<int, IReadOnlyList<EventSegment>> read, ProjectShards projects)
    {
        var shards = new PackedShard[EventStore.Shards];
        var (runs, block) = (new ArrayBufferWriter<byte>(), new ArrayBufferWriter<byte>());
        for (var shard = 0; shard < shards.Length; shard++)
        {
            runs.ResetWrittenCount();
            block.ResetWrittenCount();
            var segments = read(shard);
            WriteRuns(segments, runs);
            projects.Add(segments, shard);
            shards[shard] = new(Pack(runs.WrittenSpan, block), runs.WrittenCount, XxHash3.HashToUInt64(block.WrittenSpan));
            to.Write(block.WrittenSpan);
        }
        return shards;
    }

    static void WriteRuns(IReadOnlyList<EventSegment> segments, ArrayBufferWriter<byte> to)
    {
        for (var i = 0; i < segments.Count;)
        {
            var (first, file, size) = (i, segments[i].File, 0);
            for (; i < segments.Count && segments[i].File == file; i++)
                size += segments[i].Records.Length;
            BinaryPrimitives.WriteInt32LittleEndian(to.GetSpan(RunHeader), file);
            BinaryPrimitives.WriteInt32LittleEndian(to.GetSpan(RunHeader)[sizeof(int)..], size);
            to.Advance(RunHeader);
            for (; first < i; first++)
                to.Write(segments[first].Records.Span);
        }
    }

    static int Pack(ReadOnlySpan<byte> runs, ArrayBufferWriter<byte> block)
    {
        if (runs.IsEmpty)
            return 0;
        block.Advance(LZ4Codec.Encode(runs, block.GetSpan(LZ4Codec.MaximumOutputSize(runs.Length))));
        return block.WrittenCount;
    }

    /// <summary>Adds a block's runs to <paramref name="into"/>, in reading order.</summary>
    /// <param name="runs">Gets them; as long as they are.</param>
    /// <param name="ordinals">By file number of the part: its ordinal in the run, or -1 to leave the file out, as those after the last are.</param>
    /// <exception cref="InvalidDataException">The block is not as it was written.</exception>
    internal static void Read(ReadOnlySpan<byte> block, PackedShard shard, int[] ordinals, Memory<byte> runs, List<EventSegment> into)
    {
        Check(block, shard);
        if (runs.IsEmpty)
            return;
        if (LZ4Codec.Decode(block, runs.Span) is var found && found != runs.Length)
            throw new InvalidDataException($"A block of packed events unpacks to {found} bytes, expected {runs.Length}.");
        while (!runs.IsEmpty)
        {
            var ordinal = StoredPart.OrdinalOf(BinaryPrimitives.ReadInt32LittleEndian(runs.Span), ordinals);
            var size = BinaryPrimitives.ReadInt32LittleEndian(runs.Span[sizeof(int)..]);
            runs = runs[RunHeader..];
            // Runs of one file stand together, and a file lies in one part: its one run has no other chunk.
            if (ordinal >= 0)
                into.Add(new(ordinal, 0, runs[..size]));
            runs = runs[size..];
        }
    }

    /// <inheritdoc cref="Read"/>
    internal static void Check(ReadOnlySpan<byte> block, PackedShard shard)
    {
        if (XxHash3.HashToUInt64(block) != shard.Checksum)
            throw new InvalidDataException("A block of packed events does not have its checksum.");
    }
}
