using Metrics.Documents;
using Metrics.Events;

namespace Metrics.Pipeline.Store;

/// <summary>Shards out of the store in a temporary file: whoever writes a part reads them more than once, and holds one of a large part.</summary>
sealed class SpooledShards : IDisposable
{
    readonly FileStream _file = TemporaryFile.Open();
    readonly List<(int File, int Length)>[] _segments = new List<(int, int)>[EventStore.Shards];
    readonly long[] _starts = new long[EventStore.Shards];

    SpooledShards()
    {
    }

    internal long Events { get; private set; }

    internal static async Task<SpooledShards> ReadAsync(StoredShards shards, CancellationToken stop)
    {
        var spooled = new SpooledShards();
        try
        {
            var number = 0;
            await foreach (var shard in shards.ReadAllAsync(stop))
                spooled.Add(number++, shard);
            return spooled;
        }
        catch
        {
            spooled.Dispose();
            throw;
        }
    }

    void Add(int shard, IReadOnlyList<EventSegment> segments)
    {
        (_starts[shard], _segments[shard]) = (_file.Position, [.. segments.Select(s => (s.File, s.Records.Length))]);
        foreach (var segment in segments)
        {
            _file.Write(segment.Records.Span);
            Events += RowGroups.Count(segment.Records.Span);
        }
    }

    /// <summary>A shard's events, in reading order.</summary>
    internal IReadOnlyList<EventSegment> Read(int shard)
    {
        var records = new byte[_segments[shard].Sum(s => s.Length)].AsMemory();
        _file.Position = _starts[shard];
        _file.ReadExactly(records.Span);
        var segments = new List<EventSegment>(_segments[shard].Count);
        foreach (var (file, length) in _segments[shard])
        {
            segments.Add(new(file, 0, records[..length]));
            records = records[length..];
        }
        return segments;
    }

    public void Dispose() => _file.Dispose();
}
