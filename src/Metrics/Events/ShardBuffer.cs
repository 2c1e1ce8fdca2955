namespace Metrics.Events;

/// <summary>Room for a shard that is read: its segments in one array, where they are folded. Free for the next one after it.</summary>
public sealed class ShardBuffer
{
    readonly List<int> _order = [];
    readonly List<EventSegment> _sorted = [];
    byte[] _bytes = [];

    /// <summary>Gets the segments, in any order; those of one chunk in theirs.</summary>
    public List<EventSegment> Segments { get; } = [];

    /// <summary>Empty again, with room for so many bytes, and those that are read past a record.</summary>
    public byte[] Begin(int bytes)
    {
        Segments.Clear();
        if (_bytes.Length < bytes + CaseNumbers.Reach)
            _bytes = GC.AllocateUninitializedArray<byte>(bytes + bytes / 8 + CaseNumbers.Reach);
        return _bytes;
    }

    /// <summary>The segments by file, then chunk; those of one chunk come from one thread, and stay in order.</summary>
    public IReadOnlyList<EventSegment> Sort()
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
