using System.Buffers;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Metrics.Events;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Ledger;
using Microsoft.Win32.SafeHandles;

namespace Metrics.Pipeline.Store;

/// <summary>A part of the store, open for reading: parts never change, so reads need not name a version.</summary>
sealed class StoredPart
{
    // Of a small part this is all that a run reads; of a large one the index, in the same request.
    const int HeadSize = 64 << 10;
    // The columns are read in the order in which they lie.
    const int ColumnBuffer = 4 << 20;

    readonly BlobClient _blob;
    // Null: the part is of an earlier format.
    readonly PackedIndex? _index;
    readonly byte[] _head;

    StoredPart(BlobClient blob, ReadOnlySpan<byte> head)
    {
        _blob = blob;
        _index = PackedIndex.Find(head);
        _head = _index is { } index && index.ShardsEnd <= head.Length ? head[..(int)Math.Min(index.End, head.Length)].ToArray() : [];
    }

    /// <summary>The index where this program can read the packed events; else the part is read by its columns, from a stream of its own.</summary>
    PackedIndex? Packed => _index is { IsReadable: true } index ? index : null;

    /// <exception cref="DamagedBlobException">The part is not there, or is damaged.</exception>
    internal static async Task<StoredPart> OpenAsync(BlobClient blob, CancellationToken stop)
    {
        var head = ArrayPool<byte>.Shared.Rent(HeadSize);
        try
        {
            return new(blob, head.AsSpan(0, await blob.ReadAsync(0, head.AsMemory(0, HeadSize), stop)));
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Damaged(blob, e);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(head);
        }
    }

    /// <summary>Whether it is read as any other, but does not know in which shards its projects lie.</summary>
    internal bool LacksProjects => Packed is { Projects: null };

    /// <summary>Whether its columns have not been written yet.</summary>
    internal bool LacksColumns => _index is { HasColumns: false };

    /// <summary>The logs by file number.</summary>
    /// <exception cref="DamagedBlobException">The part is not there any more, or is damaged.</exception>
    internal async Task<IReadOnlyList<LogName>> ReadFilesAsync(CancellationToken stop)
    {
        try
        {
            await using var stream = await OpenStreamAsync(_blob, stop);
            if (_index is { } index)
                await index.CheckColumnsAsync(stream, stop);
            return await RowGroups.ReadFilesAsync(stream, stop);
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Damaged(_blob, e);
        }
    }

    /// <summary>Whether its columns are read, all of them each time, whatever shards are asked for.</summary>
    internal bool IsReadByColumns => Packed is null;

    /// <summary>Bytes that reading a shard takes in memory, about; 0 where only reading it tells.</summary>
    internal long SizeOf(int shard) => Packed is { } index ? index[shard].Size + index[shard].Unpacked : 0;

    /// <summary>Bytes of the packed events of all shards; 0 where the part is read by its columns.</summary>
    internal long PackedSize => Packed is { } index ? index.ShardsEnd - index.BlocksStart : 0;

    /// <summary>Bytes that those of one shard unpack to.</summary>
    internal int UnpackedOf(int shard) => Packed is { } index ? index[shard].Unpacked : 0;

    /// <summary>Copies the packed events of all shards to a place in a file; only of a part that has them.</summary>
    /// <exception cref="DamagedBlobException">The part is not there any more, or is damaged.</exception>
    internal async Task CopyPackedAsync(SafeFileHandle to, long at, CancellationToken stop)
    {
        var index = Packed!;
        try
        {
            if (index.ShardsEnd <= _head.Length)
                RandomAccess.Write(to, _head.AsSpan(index.BlocksStart..(int)index.ShardsEnd), at);
            else
                await _blob.CopyAsync(index.BlocksStart, PackedSize, to, at, stop);
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Damaged(_blob, e);
        }
    }

    /// <summary>Adds the events of a shard to <paramref name="into"/>, in reading order, out of a file to which the packed events were copied.</summary>
    /// <param name="at">The place in the file.</param>
    /// <param name="ordinals">As in <see cref="ReadAsync(int[], int, List{EventSegment}[], CancellationToken)"/>.</param>
    /// <param name="runs">Gets the unpacked events; <see cref="UnpackedOf"/> bytes.</param>
    /// <exception cref="DamagedBlobException">The part is damaged.</exception>
    internal void Unpack(SafeFileHandle from, long at, int shard, int[] ordinals, Memory<byte> runs, List<EventSegment> into)
    {
        var (begin, end) = Packed!.RangeOf(shard, 1);
        var size = (int)(end - begin);
        var block = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            if (RandomAccess.Read(from, block.AsSpan(0, size), at + begin - Packed.BlocksStart) is var read && read != size)
                throw new IOException($"A temporary file ends {size - read} bytes too early.");
            PackedBlock.Read(block.AsSpan(0, size), Packed[shard], ordinals, runs, into);
        }
        catch (InvalidDataException e)
        {
            throw Damaged(_blob, e);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    /// <summary>Adds the events of some shards to <paramref name="into"/>, one list a shard, in reading order.</summary>
    /// <param name="ordinals">By file number of the part: its ordinal in the run, or -1 to leave the file out, as those after the last are.</param>
    /// <exception cref="DamagedBlobException">The part is not there any more, or is damaged.</exception>
    internal async Task ReadAsync(int[] ordinals, int firstShard, List<EventSegment>[] into, CancellationToken stop)
    {
        try
        {
            await (Packed is { } index ? ReadPackedAsync(index, ordinals, firstShard, into, stop) : ReadColumnsAsync(ordinals, firstShard, into, stop));
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Damaged(_blob, e);
        }
    }

    /// <summary>The shards in which cases of a project may lie, by the lines of this part: all of them where its index has no projects.</summary>
    /// <param name="code">Not empty.</param>
    /// <exception cref="DamagedBlobException">The part is not there any more, or is damaged.</exception>
    internal async Task<ShardSet> FindProjectAsync(ReadOnlyMemory<byte> code, CancellationToken stop)
    {
        if (_index is not { Projects: { } projects } index)
            return ShardSet.All;
        try
        {
            var found = default(ShardSet);
            await ReadAsync(index.ShardsEnd, index.End, block => found = ProjectShards.Find(block, projects, code.Span), stop);
            return found;
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Damaged(_blob, e);
        }
    }

    /// <summary>Whether all its bytes are as they were written. A part without an index is not: under the names of now there is none.</summary>
    internal static async Task<bool> IsWholeAsync(BlobClient blob, CancellationToken stop)
    {
        try
        {
            await using var stream = await OpenStreamAsync(blob, stop);
            if (await FindIndexAsync(stream, stop) is not { } index)
                return false;
            await CheckBlocksAsync(stream, index, stop);
            await index.CheckColumnsAsync(stream, stop);
            return true;
        }
        catch (Exception e) when (IsDamage(e))
        {
            return false;
        }
    }

    static bool IsDamage(Exception e) => e is InvalidDataException or EndOfStreamException
        or RequestFailedException { Status: 404 or 416 };

    static DamagedBlobException Damaged(BlobClient blob, Exception e) => new($"{blob.BlobContainerName}/{blob.Name}",
        e is RequestFailedException { Status: 404 } ? "is gone" : $"is damaged ({e.Message.TrimEnd('.')})",
        "The next run takes its logs in again from the inbox; push again those that are no longer there.", e);

    Task ReadPackedAsync(PackedIndex index, int[] ordinals, int firstShard, List<EventSegment>[] into, CancellationToken stop)
    {
        var (begin, end) = index.RangeOf(firstShard, into.Length);
        return ReadAsync(begin, end, blocks => Unpack(blocks, index, ordinals, firstShard, into), stop);
    }

    /// <param name="use">Gets the bytes from <paramref name="begin"/> to <paramref name="end"/>.</param>
    async Task ReadAsync(long begin, long end, Action<ReadOnlySpan<byte>> use, CancellationToken stop)
    {
        if (end <= _head.Length)
        {
            use(_head.AsSpan((int)begin..(int)end));
            return;
        }
        // Not of the pool, which would keep one for each thread.
        var bytes = GC.AllocateUninitializedArray<byte>(checked((int)(end - begin)));
        if (await _blob.ReadAsync(begin, bytes, stop) is var read && read != bytes.Length)
            throw new InvalidDataException($"It ends {bytes.Length - read} bytes too early.");
        use(bytes);
    }

    static void Unpack(ReadOnlySpan<byte> blocks, PackedIndex index, int[] ordinals, int firstShard, List<EventSegment>[] into)
    {
        for (var i = 0; i < into.Length; i++)
        {
            var shard = index[firstShard + i];
            var runs = GC.AllocateUninitializedArray<byte>(shard.Unpacked + EventSegment.Room).AsMemory(0, shard.Unpacked);
            PackedBlock.Read(blocks[..shard.Size], shard, ordinals, runs, into[i]);
            blocks = blocks[shard.Size..];
        }
    }

    async Task ReadColumnsAsync(int[] ordinals, int firstShard, List<EventSegment>[] into, CancellationToken stop)
    {
        await using var stream = await OpenStreamAsync(_blob, stop);
        await ReadColumnsAsync(stream, ordinals, firstShard, into, stop);
    }

    // Parquet seeks from the end, which a blob that may grow has not. A part that is touched meanwhile fails: the step is tried again.
    static Task<Stream> OpenStreamAsync(BlobClient blob, CancellationToken stop) =>
        blob.OpenReadAsync(new BlobOpenReadOptions(allowModifications: false) { BufferSize = ColumnBuffer }, stop);

    internal static async Task ReadColumnsAsync(Stream part, int[] ordinals, int firstShard, List<EventSegment>[] into, CancellationToken stop)
    {
        var index = await FindIndexAsync(part, stop);
        if (index is { HasColumns: false })
            throw new InvalidDataException("This program cannot read its packed events, and its columns were not written yet.");
        if (index is not null)
            await index.CheckColumnsAsync(part, stop);
        part.Position = 0;
        var shards = new EventShards(EventStore.Shards, shard => shard >= firstShard && shard < firstShard + into.Length);
        await RowGroups.ReadAsync(part, index is not null, ordinals, firstShard, into.Length, shards.OpenAppender(), stop);
        for (var i = 0; i < into.Length; i++)
            into[i].AddRange(shards.Read(firstShard + i));
    }

    static async Task<PackedIndex?> FindIndexAsync(Stream part, CancellationToken stop)
    {
        part.Position = 0;
        var head = new byte[PackedIndex.Start + PackedIndex.Size];
        return PackedIndex.Find(head.AsSpan(0, await part.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, stop)));
    }

    static async Task CheckBlocksAsync(Stream part, PackedIndex index, CancellationToken stop)
    {
        part.Position = index.BlocksStart;
        for (var shard = 0; shard < EventStore.Shards; shard++)
        {
            var block = new byte[index[shard].Size];
            await part.ReadExactlyAsync(block, stop);
            PackedBlock.Check(block, index[shard]);
        }
        if (index.Projects is { } projects)
        {
            var block = new byte[projects.Size];
            await part.ReadExactlyAsync(block, stop);
            ProjectShards.Check(block, projects);
        }
    }

    internal static int OrdinalOf(int file, int[] ordinals) => file < ordinals.Length ? ordinals[file] : -1;
}
