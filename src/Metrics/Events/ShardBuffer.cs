namespace Metrics.Events;

/// <summary>Room for a shard that is read: its segments, and what was spilled of it. Free for the next one after it.</summary>
sealed class ShardBuffer
{
    readonly List<int> _order = [];
    readonly List<EventSegment> _sorted = [];
    byte[] _spilled = [];

    /// <summary>Segments as each thread wrote them.</summary>
    internal List<EventSegment> Segments { get; } = [];

    /// <summary>Empty again, with room for so many spilled bytes.</summary>
    internal byte[] Begin(int spilledBytes)
    {
        Segments.Clear();
        if (_spilled.Length < spilledBytes)
            _spilled = GC.AllocateUninitializedArray<byte>(spilledBytes + spilledBytes / 8);
        return _spilled;
    }

    /// <summary>The segments by file, then chunk; those of one chunk come from one thread, and stay in order.</summary>
    internal IReadOnlyList<EventSegment> Sort()
    {
        _order.Clear();
        _sorted.Clear();
        for (var i = 0; i < Segments.Count; i++)
            _order.Add(i);
        _order.Sort(Compare);
        foreach (var i in _order)
            _sorted.Add(Segments[i]);
        return _sorted;
    }

    int Compare(int a, int b)
    {
        var (x, y) = (Segments[a], Segments[b]);
        return x.File != y.File ? x.File.CompareTo(y.File) : x.Chunk != y.Chunk ? x.Chunk.CompareTo(y.Chunk) : a.CompareTo(b);
    }
}
