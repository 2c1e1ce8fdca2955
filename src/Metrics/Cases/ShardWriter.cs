using System.Runtime.CompilerServices;

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
    int _turn;
    int _file;
    int _chunk;
    int _start;
    List<byte[]>? _blocks;
    List<Mark>? _marks;
    List<Extent>? _extents;

    /// <summary>Room for a record of the same chunk (each has its turn); empty: <see cref="Open"/> a segment.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly Span<byte> Room(int size, int turn) =>
        turn == _turn && _block!.Length - _used >= size ? _block.AsSpan(_used) : default;

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
        (_block, _blocks, _marks, _used, _start, _turn) = (null, null, null, 0, 0, 0);
    }

    /// <summary>The spilled segments first: they were written before.</summary>
    internal readonly IEnumerable<EventSegment> Segments(Stream? spilled)
    {
        var blocks = _blocks;
        return (_extents ?? []).SelectMany(extent => Read(extent, spilled!))
            .Concat(Marks.Select(m => new EventSegment(m.File, m.Chunk, blocks![m.Block].AsMemory(m.Start..m.End))));
    }

    static IEnumerable<EventSegment> Read(Extent extent, Stream spilled)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(extent.Length);
        lock (spilled)
        {
            spilled.Position = extent.Offset;
            spilled.ReadExactly(bytes);
        }
        var start = 0;
        foreach (var (file, chunk, length) in extent.Segments)
        {
            yield return new(file, chunk, bytes.AsMemory(start, length));
            start += length;
        }
    }

    readonly IEnumerable<Mark> Marks => _used > _start ? (_marks ?? []).Append(Current) : _marks ?? [];

    readonly Mark Current => new(_file, _chunk, _blocks!.Count - 1, _start, _used);
}
