using System.Runtime.CompilerServices;

namespace Metrics.Cases;

/// <summary>What one thread has written of one shard: segments in blocks, which never move.</summary>
struct ShardWriter
{
    const int FirstBlock = 4 * 1024;
    /// <summary>Above the size from which the collector leaves arrays where they are.</summary>
    const int LargestBlock = 128 * 1024;

    readonly record struct Mark(int File, int Chunk, int Block, int Start, int End);

    byte[]? _block;
    int _used;
    int _turn;
    int _file;
    int _chunk;
    int _start;
    List<byte[]>? _blocks;
    List<Mark>? _marks;

    /// <summary>Room for a record of the same chunk (each has its turn); empty: <see cref="Open"/> a segment.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly Span<byte> Room(int size, int turn) =>
        turn == _turn && _block!.Length - _used >= size ? _block.AsSpan(_used) : default;

    /// <summary>Begins a segment, in a new block if the old one has no room for the record.</summary>
    internal Span<byte> Open(int size, int turn, int file, int chunk)
    {
        if (_used > _start)
            (_marks ??= []).Add(Current);
        (_turn, _file, _chunk, _start) = (turn, file, chunk, _used);
        if (_block is null || _block.Length - _used < size)
        {
            var next = Math.Clamp(2 * (_block?.Length ?? 0), FirstBlock, LargestBlock);
            _block = GC.AllocateUninitializedArray<byte>(Math.Max(next, size));
            (_blocks ??= []).Add(_block);
            _start = _used = 0;
        }
        return _block.AsSpan(_used);
    }

    internal void Written(int size) => _used += size;

    internal readonly IEnumerable<EventSegment> Segments()
    {
        var blocks = _blocks;
        IEnumerable<Mark> marks = _marks ?? [];
        marks = _used > _start ? marks.Append(Current) : marks;
        return marks.Select(m => new EventSegment(m.File, m.Chunk, blocks![m.Block].AsMemory(m.Start..m.End)));
    }

    readonly Mark Current => new(_file, _chunk, _blocks!.Count - 1, _start, _used);
}
