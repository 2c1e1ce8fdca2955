using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Metrics.Events;

/// <summary>
/// What one thread has written of one shard: segments, each after its <see cref="Header"/>, in blocks, which never move; and
/// where earlier blocks were spilled.
/// </summary>
struct ShardWriter
{
    readonly record struct Header(int File, int Chunk, int Length)
    {
        internal static int Size => Unsafe.SizeOf<Header>();
    }

    /// <param name="Used">Where its segments end, from the array's start.</param>
    readonly record struct Block(ArraySegment<byte> Bytes, int Used)
    {
        internal Memory<byte> Segments => Bytes.Array.AsMemory(Bytes.Offset..Used);
    }

    /// <summary>Where spilled blocks lie, one after the other.</summary>
    readonly record struct Extent(long Offset, int Length);

    /// <summary>Prefetch distance in bytes: the place of the next records.</summary>
    const int PrefetchDistance = 64;

    // The block that is written: its array, and from where to where it is free.
    byte[]? _array;
    int _used;
    int _end;
    // The segment that is written, and where its records begin; 0 and 0: none.
    int _turn;
    int _file;
    int _chunk;
    int _start;
    List<Block>? _blocks;
    List<Extent>? _extents;

    /// <summary>Room for a record of the same chunk (each has its turn); empty: <see cref="Open"/> a segment.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly Span<byte> Room(int size, int turn) => turn == _turn && _end - _used >= size ? Free : default;

    // The array's header lies far from the place that is written: it is not looked at, not even for null.
    readonly Span<byte> Free => _array is { } array
        ? MemoryMarshal.CreateSpan(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(array), _used), _end - _used) : default;

    /// <summary>Begins a segment, in a new block if the old one has no room for the record.</summary>
    internal Span<byte> Open(int size, int turn, int file, int chunk, BlockPool pool)
    {
        CloseSegment();
        if (_end - _used < Header.Size + size)
            OpenBlock(pool.Take(Header.Size + size));
        _used += Header.Size;
        (_turn, _file, _chunk, _start) = (turn, file, chunk, _used);
        return Free;
    }

    /// <summary>Puts the header before the segment; an empty one is gone.</summary>
    void CloseSegment()
    {
        if (_start == 0)
            return;
        var header = _start - Header.Size;
        if (_used == _start)
            _used = header;
        else
            MemoryMarshal.Write(_array.AsSpan(header), new Header(_file, _chunk, _used - _start));
        (_start, _turn) = (0, 0);
        _blocks![^1] = _blocks[^1] with { Used = _used };
    }

    void OpenBlock(ArraySegment<byte> block)
    {
        (_blocks ??= []).Add(new(block, block.Offset));
        (_array, _used, _end) = (block.Array, block.Offset, block.Offset + block.Count);
    }

    /// <summary>
    /// Ends a record of so many bytes. Prefetches the place of the next one: many records of other shards are written first,
    /// and the place may not be in the cache.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Written(int size)
    {
        _used += size;
        Cache.Prefetch(in Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_array!), _used + PrefetchDistance));
    }

    /// <summary>Moves all segments to the end of <paramref name="to"/> and gives the blocks back. Only between chunks.</summary>
    internal void Spill(Stream to, BlockPool pool)
    {
        if (_blocks is null)
            return;
        CloseSegment();
        var offset = to.Position;
        foreach (var block in _blocks)
        {
            to.Write(block.Segments.Span);
            pool.Return(block.Bytes);
        }
        (_extents ??= []).Add(new(offset, (int)(to.Position - offset)));
        this = new() { _extents = _extents };
    }

    /// <summary>Ends the segment that is written; returns the bytes that <see cref="Read"/> takes of its buffer.</summary>
    internal int Close()
    {
        CloseSegment();
        var bytes = 0;
        foreach (var extent in _extents ?? [])
            bytes += extent.Length;
        foreach (var block in _blocks ?? [])
            bytes += block.Segments.Length;
        return bytes;
    }

    /// <summary>Adds the segments in the order in which they were written, once they are closed.</summary>
    /// <param name="buffer">Takes their bytes from <paramref name="used"/> on, which moves.</param>
    internal readonly void Read(Stream? spilled, byte[] buffer, ref int used, List<EventSegment> into)
    {
        foreach (var extent in _extents ?? [])
        {
            lock (spilled!)
            {
                spilled.Position = extent.Offset;
                spilled.ReadExactly(buffer, used, extent.Length);
            }
            Add(buffer.AsMemory(used, extent.Length), into);
            used += extent.Length;
        }
        foreach (var block in _blocks ?? [])
        {
            block.Segments.CopyTo(buffer.AsMemory(used));
            Add(buffer.AsMemory(used, block.Segments.Length), into);
            used += block.Segments.Length;
        }
    }

    static void Add(ReadOnlyMemory<byte> segments, List<EventSegment> into)
    {
        while (!segments.IsEmpty)
        {
            var header = MemoryMarshal.Read<Header>(segments.Span);
            into.Add(new(header.File, header.Chunk, segments.Slice(Header.Size, header.Length)));
            segments = segments[(Header.Size + header.Length)..];
        }
    }
}
