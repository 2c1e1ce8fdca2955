namespace Metrics.Cases;

/// <summary>The blocks of one thread's shards. It counts what is out, and keeps full-size ones that come back.</summary>
sealed class BlockPool
{
    /// <summary>Above the size from which the collector leaves arrays where they are.</summary>
    internal const int LargestBlock = 128 * 1024;

    readonly Stack<byte[]> _free = [];

    /// <summary>Bytes of the blocks that are out.</summary>
    internal long Held { get; private set; }

    internal byte[] Take(int size)
    {
        // After a spill there are full-size blocks to spare: a small one would only grow again.
        var block = size <= LargestBlock && _free.TryPop(out var free) ? free : GC.AllocateUninitializedArray<byte>(size);
        Held += block.Length;
        return block;
    }

    internal void Return(byte[] block)
    {
        Held -= block.Length;
        if (block.Length == LargestBlock)
            _free.Push(block);
    }
}
