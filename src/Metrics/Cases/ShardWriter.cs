using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Metrics.Cases;

/// <summary>What one thread has written of one shard: segments in blocks, which never move, and what was spilled before them.</summary>
struct ShardWriter
{
    const int FirstBlock = 4 * 1024;

    readonly record struct Mark(int File, int Chunk, int Block, int Start, int End);

    /// <summary>Spilled segments: where they lie together, and each with its length.</summary>
    sealed record Extent(long Offset, int Length, IReadOnlyList<(int File, int Chunk, int Length)> Segments);

    byte[]? _block;
    int _used;
    // The block's length: its header lies far from the place that is written.
    int _size;
    int _turn;
    int _file;
    int _chunk;
    int _start;
    List<byte[]>? _blocks;
    List<Mark>? _marks;
    List<Extent>? _extents;

    /// <summary>Room for a record of the same chunk (each has its turn); empty: <see cref="Open"/> a segment.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly Span<byte> Room(int size, int turn) => turn == _turn && _size - _used >= size
        ? MemoryMarshal.CreateSpan(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_block!), _used), _size - _used) : default;

    /// <summary>Begins a segment, in a new block if the old one has no room for the record.</summary>
    internal Span<byte> Open(int size, int turn, int file, int chunk, BlockPool pool)
    {
        if (_used > _start)
            (_marks ??= []).Add(Current);
        (_turn, _file, _chunk, _start) = (turn, file, chunk, _used);
        if (_block is null || _block.Length - _used < size)
        {
            _block = pool.Take(Math.Max(size, Math.Clamp(2 * (_block?.Length ?? 0), FirstBlock, BlockPool.LargestBlock)));
            (_blocks ??= []).Add(_block);
            _size = _block.Length;
            _start = _used = 0;
        }
        return _block.AsSpan(_used);
    }

    internal void Written(int size) => _used += size;

    /// <summary>Moves all segments to the end of <paramref name="to"/> and gives the blocks back. Only between chunks.</summary>
    internal void Spill(Stream to, BlockPool pool)
    {
        if (_blocks is null)
            return;
        var (offset, segments) = (to.Position, new List<(int, int, int)>());
        foreach (var mark in Marks)
        {
            to.Write(_blocks[mark.Block].AsSpan(mark.Start..mark.End));
            segments.Add((mark.File, mark.Chunk, mark.End - mark.Start));
        }
        (_extents ??= []).Add(new(offset, (int)(to.Position - offset), segments));
        foreach (var block in _blocks)
            pool.Return(block);
        (_block, _blocks, _marks, _size, _used, _start, _turn) = (null, null, null, 0, 0, 0, 0);
    }

    /// <summary>Bytes that <see cref="Read"/> takes of its buffer.</summary>
    internal readonly int SpilledBytes => _extents?.Sum(e => e.Length) ?? 0;

    /// <summary>Segments that <see cref="Read"/> adds, about.</summary>
    internal readonly int Segments => (_extents?.Sum(e => e.Segments.Count) ?? 0) + (_marks?.Count ?? 0) + 1;

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
            foreach (var (file, chunk, length) in extent.Segments)
            {
                into.Add(new(file, chunk, buffer.AsMemory(used, length)));
                used += length;
            }
        }
        foreach (var mark in Marks)
            into.Add(new(mark.File, mark.Chunk, _blocks![mark.Block].AsMemory(mark.Start..mark.End)));
    }

    readonly IEnumerable<Mark> Marks => _used > _start ? (_marks ?? []).Append(Current) : _marks ?? [];

    readonly Mark Current => new(_file, _chunk, _blocks!.Count - 1, _start, _used);
}
