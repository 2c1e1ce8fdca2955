using System.Runtime.InteropServices;

namespace Metrics.Cases;

/// <summary>Byte strings one after the other, each after its length, in blocks that double up to 64 KiB.</summary>
sealed class PackedList
{
    const int FirstBlock = 1024;
    const int LargestBlock = 64 * 1024;

    readonly List<ArraySegment<byte>> _blocks = [];

    /// <summary>The blocks, each of whole strings.</summary>
    internal IReadOnlyList<ArraySegment<byte>> Blocks => _blocks;

    internal int Count { get; private set; }

    internal void Add(ReadOnlySpan<byte> bytes)
    {
        var size = sizeof(int) + bytes.Length;
        if (_blocks.Count == 0 || _blocks[^1].Array!.Length - _blocks[^1].Count < size)
            _blocks.Add(new(NewBlock(size), 0, 0));
        var used = _blocks[^1].Count;
        var block = _blocks[^1].Array!;
        MemoryMarshal.Write(block.AsSpan(used), bytes.Length);
        bytes.CopyTo(block.AsSpan(used + sizeof(int)));
        _blocks[^1] = new(block, 0, used + size);
        Count++;
    }

    /// <summary>Takes the blocks of another list, which is not added to any more.</summary>
    internal void Add(PackedList other)
    {
        _blocks.InsertRange(0, other._blocks);
        Count += other.Count;
    }

    /// <summary>The string that stands at a place of a block.</summary>
    internal static ReadOnlySpan<byte> At(ReadOnlySpan<byte> block, int place) =>
        block.Slice(place + sizeof(int), MemoryMarshal.Read<int>(block[place..]));

    byte[] NewBlock(int size)
    {
        var last = _blocks.Count == 0 ? FirstBlock / 2 : _blocks[^1].Array!.Length;
        return GC.AllocateUninitializedArray<byte>(Math.Max(size, Math.Min(last * 2, LargestBlock)));
    }
}
