using System.Runtime.InteropServices;
using System.Text;

namespace Metrics;

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

    /// <summary>Takes out the strings of another list, each once.</summary>
    /// <exception cref="ArgumentException">One is not here.</exception>
    internal void Subtract(PackedList other)
    {
        var (left, kept) = (other.Strings().ToHashSet(), new PackedList());
        foreach (var bytes in Strings())
        {
            if (!left.Remove(bytes))
                kept.Add(Encoding.Latin1.GetBytes(bytes));
        }
        if (left.Count > 0)
            throw new ArgumentException($"{left.Count} of {other.Count} cases of projects cannot be taken out: they were never added");
        _blocks.Clear();
        _blocks.AddRange(kept._blocks);
        Count = kept.Count;
    }

    // Latin 1: a character for each byte.
    IEnumerable<string> Strings()
    {
        foreach (var block in _blocks)
        {
            for (var place = 0; place < block.Count;)
            {
                var bytes = Encoding.Latin1.GetString(At(block, place));
                place += sizeof(int) + bytes.Length;
                yield return bytes;
            }
        }
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
