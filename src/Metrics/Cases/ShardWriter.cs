using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Metrics.Cases;

/// <summary>What one thread has written of one shard: segments in blocks, which never move, and what was spilled before them.</summary>
struct ShardWriter
{
    /// <summary>A segment and where it lies in its block.</summary>
    readonly record struct Mark(int File, int Chunk, int Block, int Start, int End);

    /// <summary>Where spilled segments lie together, each after its <see cref="SpilledSegment"/>.</summary>
    readonly record struct Extent(long Offset, int Length);

    readonly record struct SpilledSegment(int File, int Chunk, int Length);

    // The block's array, and from where to where it is free.
    byte[]? _array;
    int _used;
    int _end;
    int _turn;
    int _file;
    int _chunk;
    int _start;
    List<ArraySegment<byte>>? _blocks;
    List<Mark>? _marks;
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
        if (_end - _used < size)
            OpenBlock(pool.Take(size));
        (_turn, _file, _chunk, _start) = (turn, file, chunk, _used);
        return Free;
    }

    void CloseSegment()
    {
        if (_used > _start)
            (_marks ??= []).Add(new(_file, _chunk, _blocks!.Count - 1, _start, _used));
        _start = _used;
    }

    void OpenBlock(ArraySegment<byte> block)
    {
        (_blocks ??= []).Add(block);
        (_array, _used, _end) = (block.Array, block.Offset, block.Offset + block.Count);
    }

    internal void Written(int size) => _used += size;

    /// <summary>Moves all segments to the end of <paramref name="to"/> and gives the blocks back. Only between chunks.</summary>
    internal void Spill(Stream to, BlockPool pool)
    {
        if (_blocks is null)
            return;
        CloseSegment();
        var offset = to.Position;
        foreach (var mark in _marks ?? [])
        {
            var segment = new SpilledSegment(mark.File, mark.Chunk, mark.End - mark.Start);
            to.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<SpilledSegment>(in segment)));
            to.Write(_blocks[mark.Block].Array!, mark.Start, segment.Length);
        }
        (_extents ??= []).Add(new(offset, (int)(to.Position - offset)));
        foreach (var block in _blocks)
            pool.Return(block);
        this = new() { _extents = _extents };
    }

    /// <summary>Bytes that <see cref="Read"/> takes of its buffer.</summary>
    internal readonly int SpilledBytes
    {
        get
        {
            var bytes = 0;
            foreach (var extent in _extents ?? [])
                bytes += extent.Length;
            return bytes;
        }
    }

    /// <summary>Adds the segments in the order in which they were written.</summary>
    /// <param name="buffer">Takes the spilled ones from <paramref name="used"/> on, which moves.</param>
    internal readonly void Read(Stream? spilled, byte[] buffer, ref int used, List<EventSegment> into)
    {
        foreach (var extent in _extents ?? [])
        {
            lock (spilled!)
            {
                spilled.Position = extent.Offset;
                spilled.ReadExactly(buffer, used, extent.Length);
            }
            for (var end = used + extent.Length; used < end;)
            {
                var segment = MemoryMarshal.Read<SpilledSegment>(buffer.AsSpan(used));
                used += Unsafe.SizeOf<SpilledSegment>();
                into.Add(new(segment.File, segment.Chunk, buffer.AsMemory(used, segment.Length)));
                used += segment.Length;
            }
        }
        foreach (var mark in _marks ?? [])
            into.Add(new(mark.File, mark.Chunk, _blocks![mark.Block].Array.AsMemory(mark.Start..mark.End)));
        if (_used > _start)
            into.Add(new(_file, _chunk, _array.AsMemory(_start.._used)));
    }
}
