using System.Buffers;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Metrics.Events;
using Metrics.Pipeline.Account;

namespace Metrics.Pipeline.Store;

/// <summary>A part of the store, open for reading: parts never change, so reads need not name a version.</summary>
sealed class StoredPart
{
    // Of a small part this is all that a run reads; of a large one the index, in the same request.
    const int HeadSize = 64 << 10;
    // The columns are read in the order in which they lie.
    const int ColumnBuffer = 4 << 20;

    readonly BlobClient _blob;
    readonly PackedIndex? _index;
    readonly byte[] _head;

    StoredPart(BlobClient blob, ReadOnlySpan<byte> head)
    {
        (_blob, _index) = (blob, PackedIndex.Find(head));
        _head = _index is { } index && index.End <= head.Length ? head[..(int)index.End].ToArray() : [];
    }

    internal static async Task<StoredPart> OpenAsync(BlobClient blob, CancellationToken stop)
    {
        var head = ArrayPool<byte>.Shared.Rent(HeadSize);
        try
        {
            return new(blob, head.AsSpan(0, await blob.ReadAsync(0, head.AsMemory(0, HeadSize), stop)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(head);
        }
    }

    /// <summary>Bytes that reading a shard takes in memory, about; 0 where only reading it tells.</summary>
    internal long SizeOf(int shard) => _index is { } index ? index[shard].Block + index[shard].Unpacked : 0;

    /// <summary>Adds the events of some shards to <paramref name="into"/>, one list a shard, in reading order.</summary>
    /// <param name="ordinals">By file number of the part: its ordinal in the run, or -1 to leave the file out, as those after the last are.</param>
    internal Task ReadAsync(int[] ordinals, int firstShard, List<EventSegment>[] into, CancellationToken stop) =>
        _index is { } index ? ReadPackedAsync(index, ordinals, firstShard, into, stop) : ReadColumnsAsync(ordinals, firstShard, into, stop);

    async Task ReadPackedAsync(PackedIndex index, int[] ordinals, int firstShard, List<EventSegment>[] into, CancellationToken stop)
    {
        var (begin, end) = index.RangeOf(firstShard, into.Length);
        if (end <= _head.Length)
        {
            Unpack(_head.AsSpan((int)begin..(int)end), index, ordinals, firstShard, into);
            return;
        }
        var size = checked((int)(end - begin));
        var blocks = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            if (await _blob.ReadAsync(begin, blocks.AsMemory(0, size), stop) is var read && read != size)
                throw new InvalidDataException($"{_blob.Name} ends {size - read} bytes too early.");
            Unpack(blocks.AsSpan(0, size), index, ordinals, firstShard, into);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(blocks);
        }
    }

    static void Unpack(ReadOnlySpan<byte> blocks, PackedIndex index, int[] ordinals, int firstShard, List<EventSegment>[] into)
    {
        for (var i = 0; i < into.Length; i++)
        {
            var (block, unpacked) = index[firstShard + i];
            PackedBlock.Read(blocks[..block], unpacked, ordinals, into[i]);
            blocks = blocks[block..];
        }
    }

    async Task ReadColumnsAsync(int[] ordinals, int firstShard, List<EventSegment>[] into, CancellationToken stop)
    {
        await using var stream = await _blob.OpenReadAsync(new BlobOpenReadOptions(allowModifications: true) { BufferSize = ColumnBuffer }, stop);
        await ReadColumnsAsync(stream, ordinals, firstShard, into, stop);
    }

    internal static async Task ReadColumnsAsync(Stream part, int[] ordinals, int firstShard, List<EventSegment>[] into, CancellationToken stop)
    {
        var shards = new EventShards(EventStore.Shards, shard => shard >= firstShard && shard < firstShard + into.Length);
        await RowGroups.ReadAsync(part, ordinals, firstShard, into.Length, shards.OpenAppender(), stop);
        for (var i = 0; i < into.Length; i++)
            into[i].AddRange(shards.Read(firstShard + i));
    }

    internal static int OrdinalOf(int file, int[] ordinals) => file < ordinals.Length ? ordinals[file] : -1;
}
