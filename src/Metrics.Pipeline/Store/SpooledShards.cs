using Metrics.Documents;
using Metrics.Events;
using Metrics.Pipeline.Account;

namespace Metrics.Pipeline.Store;

/// <summary>
/// The packed events of some parts in a temporary file: each part comes in one request, or a few, and is unpacked shard by shard, as often as
/// wanted. For any thread.
/// </summary>
sealed class SpooledShards : IDisposable
{
    /// <param name="Ordinals">By file number of the part: its ordinal in the run, or -1 to leave the file out, as those after the last are.</param>
    /// <param name="At">Where its packed events lie in the file.</param>
    /// <param name="Columns">The events by shard of a part that is read by its columns; null: it has packed ones.</param>
    readonly record struct Spooled(StoredPart Part, int[] Ordinals, long At, List<EventSegment>[]? Columns);

    readonly FileStream _file = TemporaryFile.Open();
    readonly Spooled[] _parts;

    SpooledShards(int parts) => _parts = new Spooled[parts];

    /// <exception cref="DamagedBlobException">A part is not there any more, or is damaged.</exception>
    /// <exception cref="IOException">The temporary folder is full.</exception>
    internal static async Task<SpooledShards> CopyAsync(IReadOnlyList<(StoredPart Part, int[] Ordinals)> parts, CancellationToken stop)
    {
        var spooled = new SpooledShards(parts.Count);
        try
        {
            var starts = new long[parts.Count];
            for (var i = 1; i < starts.Length; i++)
                starts[i] = starts[i - 1] + parts[i - 1].Part.PackedSize;
            await Parallel.ForAsync(0, starts.Length, StoredShards.Limits(stop), async (i, cancel) =>
                spooled._parts[i] = await spooled.CopyAsync(parts[i].Part, parts[i].Ordinals, starts[i], cancel));
            return spooled;
        }
        catch
        {
            spooled.Dispose();
            throw;
        }
    }

    async Task<Spooled> CopyAsync(StoredPart part, int[] ordinals, long at, CancellationToken stop)
    {
        if (!part.IsReadByColumns)
        {
            await part.CopyPackedAsync(_file.SafeFileHandle, at, stop);
            return new(part, ordinals, at, null);
        }
        List<EventSegment>[] columns = [.. Enumerable.Range(0, EventStore.Shards).Select(_ => new List<EventSegment>())];
        await part.ReadAsync(ordinals, firstShard: 0, columns, stop);
        return new(part, ordinals, at, columns);
    }

    /// <summary>A shard's events, in reading order.</summary>
    internal IReadOnlyList<EventSegment> Read(int shard) => Read(shard, new());

    /// <inheritdoc cref="Read(int)"/>
    /// <param name="buffer">What is read lies in it until the next shard.</param>
    /// <exception cref="DamagedBlobException">A part is damaged.</exception>
    internal IReadOnlyList<EventSegment> Read(int shard, ShardBuffer buffer)
    {
        var room = buffer.Begin(_parts.Sum(p => p.Part.UnpackedOf(shard))).AsMemory();
        foreach (var (part, ordinals, at, columns) in _parts)
        {
            if (columns is not null)
            {
                buffer.Segments.AddRange(columns[shard]);
                continue;
            }
            var size = part.UnpackedOf(shard);
            part.Unpack(_file.SafeFileHandle, at, shard, ordinals, room[..size], buffer.Segments);
            room = room[size..];
        }
        // A file lies in one part, which has its segments in order.
        return buffer.Sort();
    }

    /// <summary>Unpacks them all.</summary>
    internal long CountEvents()
    {
        var (buffer, events) = (new ShardBuffer(), 0L);
        for (var shard = 0; shard < EventStore.Shards; shard++)
            events += Read(shard, buffer).Sum(s => (long)RowGroups.Count(s.Records.Span));
        return events;
    }

    public void Dispose() => _file.Dispose();
}
