using System.Buffers;
using System.Buffers.Binary;
using Metrics.CaseLogs;
using Metrics.Cases;
using Parquet;

namespace Metrics.Pipeline.Events;

/// <summary>The values of the column <see cref="PartSchema.Packed"/>: a run of events of one file, after the file's number (u32, little endian).</summary>
static class PackedRuns
{
    const int FileNumberSize = 4;

    internal static ReadOnlyMemory<byte> Pack(EventSegment segment)
    {
        var run = new byte[FileNumberSize + segment.Records.Length];
        BinaryPrimitives.WriteInt32LittleEndian(run, segment.File);
        segment.Records.Span.CopyTo(run.AsSpan(FileNumberSize));
        return run;
    }

    /// <summary>Appends the events of a row group; <paramref name="only"/> this shard's, where it is not null.</summary>
    internal static async Task ReadAsync(
        ParquetRowGroupReader group, int chunk, int[] ordinals, int? only, EventShards.Appender into, CancellationToken stop)
    {
        var rows = checked((int)group.RowCount);
        var runs = ArrayPool<ReadOnlyMemory<byte>>.Shared.Rent(rows);
        var levels = ArrayPool<int>.Shared.Rent(rows);
        try
        {
            await group.ReadRawAsync<ReadOnlyMemory<byte>>(PartSchema.Packed, runs.AsMemory(0, rows), levels.AsMemory(0, rows), null, stop);
            // A level of 1 is a row with a value; the values stand together at the front.
            foreach (var run in runs.AsSpan(0, levels.AsSpan(0, rows).Count(1)))
                Append(run.Span, chunk, ordinals, only, into);
        }
        finally
        {
            ArrayPool<ReadOnlyMemory<byte>>.Shared.Return(runs, clearArray: true);
            ArrayPool<int>.Shared.Return(levels);
        }
    }

    static void Append(ReadOnlySpan<byte> run, int chunk, int[] ordinals, int? only, EventShards.Appender into)
    {
        var ordinal = ordinals[BinaryPrimitives.ReadInt32LittleEndian(run)];
        if (ordinal < 0)
            return;
        Span<byte> room = stackalloc byte[Identifier.MaxDigits];
        into.Begin(ordinal, chunk);
        for (var rest = run[FileNumberSize..]; !rest.IsEmpty;)
        {
            var record = EventRecord.At0(rest);
            if (only is null || EventShards.ShardOf(record.CaseId.Utf8(room), EventStore.Shards) == only)
                into.AppendPacked(record);
            rest = rest[record.Size..];
        }
    }
}
