namespace Metrics.Events;

/// <summary>
/// The blocks of one thread's shards: slices of large arrays, which the collector never moves. It counts what is out, and keeps those that come back.
/// </summary>
sealed class BlockPool
{
    internal const int BlockSize = 32 * 1024;

    const int FirstSlab = 2 * BlockSize;
    const int LargestSlab = 32 * BlockSize;

    readonly Stack<ArraySegment<byte>> _free = [];
    ArraySegment<byte> _slab = ArraySegment<byte>.Empty;
    int _slabSize = FirstSlab;

    /// <summary>Bytes of the blocks that are out.</summary>
    internal long Held { get; private set; }

    /// <summary>A block of <see cref="BlockSize"/>, or one of its own for a record that is larger.</summary>
    internal ArraySegment<byte> Take(int size)
    {
        var block = size > BlockSize ? GC.AllocateUninitializedArray<byte>(size) : _free.TryPop(out var free) ? free : Cut();
        Held += block.Count;
        return block;
    }

    ArraySegment<byte> Cut()
    {
        if (_slab.Count == 0)
        {
            _slab = GC.AllocateUninitializedArray<byte>(_slabSize);
            _slabSize = Math.Min(2 * _slabSize, LargestSlab);
        }
        var block = _slab[..BlockSize];
        _slab = _slab[BlockSize..];
        return block;
    }

    internal void Return(ArraySegment<byte> block)
    {
        Held -= block.Count;
        if (block.Count == BlockSize)
            _free.Push(block);
    }
}
