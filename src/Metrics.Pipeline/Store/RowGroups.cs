using System.Text.Json;
using Metrics.Documents.Columns;
using Metrics.Events;
using Metrics.Pipeline.Ledger;
using Parquet;

namespace Metrics.Pipeline.Store;

/// <summary>The columns of a part: row groups of so many events each, shard by shard, so that a few of them hold a shard.</summary>
static class RowGroups
{
    // Some 35 MB while one is made, and there are as many of them as processors.
    const int FullGroup = 131_072;

    /// <returns>First and last shard of each row group.</returns>
    internal static async Task<List<int[]>> WriteAsync(
        ColumnFile to, Func<int, IReadOnlyList<EventSegment>> read, IReadOnlyList<LogName> files, CancellationToken stop)
    {
        var groups = new List<int[]>();
        var made = new Queue<(RowGroupColumns Columns, Task<ColumnGroup> Group)>();
        var free = new Stack<RowGroupColumns>();
        var (segments, count) = (new List<EventSegment>(), 0);
        for (var (shard, first) = (0, 0); shard < EventStore.Shards; shard++)
        {
            foreach (var segment in read(shard))
            {
                for (var rest = segment.Records; !rest.IsEmpty;)
                {
                    if (count == 0)
                        first = shard;
                    var (events, size) = Count(rest.Span, FullGroup - count);
                    segments.Add(segment with { Records = rest[..size] });
                    (rest, count) = (rest[size..], count + events);
                    if (count == FullGroup)
                        await EndAsync(first, shard);
                }
            }
            if (count > 0 && shard == EventStore.Shards - 1)
                await EndAsync(first, shard);
        }
        while (made.Count > 0)
            await WriteNextAsync();
        return groups;

        async Task EndAsync(int first, int last)
        {
            if (made.Count == Environment.ProcessorCount)
                await WriteNextAsync();
            var (all, rows) = (segments, count);
            var columns = free.TryPop(out var used) && used.Most >= rows ? used : new(to, rows, files);
            made.Enqueue((columns, Task.Run(() => columns.Make(all, rows), stop)));
            groups.Add([first, last]);
            (segments, count) = ([], 0);
        }

        // In their order, whichever is ready first.
        async Task WriteNextAsync()
        {
            var (columns, group) = made.Dequeue();
            to.Write(await group);
            free.Push(columns);
        }
    }

    /// <summary>Number of packed events in <paramref name="records"/>.</summary>
    internal static int Count(ReadOnlySpan<byte> records) => Count(records, int.MaxValue).Events;

    /// <summary>The first events, and their bytes.</summary>
    static (int Events, int Size) Count(ReadOnlySpan<byte> records, int most)
    {
        var (events, size) = (0, 0);
        for (; events < most && size < records.Length; events++)
            size += EventRecord.At0(records[size..]).Size;
        return (events, size);
    }

    /// <summary>Appends the events of some shards, and perhaps of others, from the columns.</summary>
    /// <param name="ordinals">By file number of the part: its ordinal in the run, or -1 to leave the file out, as those after the last are.</param>
    /// <param name="areChecked">Whether the columns have their checksum: since format 3.</param>
    /// <exception cref="InvalidDataException">The part was written in another format, or lacks its checksums.</exception>
    internal static async Task ReadAsync(
        Stream part, bool areChecked, int[] ordinals, int firstShard, int count, EventShards.Appender into, CancellationToken stop)
    {
        await using var reader = await ParquetReader.CreateAsync(part, leaveStreamOpen: true, cancellationToken: stop);
        var format = reader.CustomMetadata.GetValueOrDefault(PartSchema.FormatKey);
        if (format == PartSchema.Format && !areChecked)
            throw new InvalidDataException("The index with the checksums is gone.");
        var shards = ShardsOf(format, reader.CustomMetadata);
        for (var i = 0; i < reader.RowGroupCount; i++)
        {
            if (shards is null || shards[i] is [var first, var last] && first < firstShard + count && last >= firstShard)
                await PartRows.ReadAsync(reader.OpenRowGroupReader(i), i, format == PartSchema.Format, ordinals, into, stop);
        }
    }

    /// <summary>The logs by file number, as the part names them.</summary>
    internal static async Task<IReadOnlyList<LogName>> ReadFilesAsync(Stream part, CancellationToken stop)
    {
        part.Position = 0;
        await using var reader = await ParquetReader.CreateAsync(part, leaveStreamOpen: true, cancellationToken: stop);
        var names = JsonSerializer.Deserialize<string[][]>(reader.CustomMetadata[PartSchema.FilesKey])!;
        return [.. names.Select(n => new LogName(n[0], n[1]))];
    }

    /// <summary>First and last shard of each row group; null: all shards may lie in each.</summary>
    static int[][]? ShardsOf(string? format, Dictionary<string, string> metadata) => format switch
    {
        PartSchema.Format or "2" => JsonSerializer.Deserialize<int[][]>(metadata[PartSchema.GroupsKey])!,
        // It held packed events in a column; all others are the same.
        "1" => null,
        _ => throw new InvalidDataException($"The part has format '{format}', expected 1 to {PartSchema.Format}."),
    };
}
