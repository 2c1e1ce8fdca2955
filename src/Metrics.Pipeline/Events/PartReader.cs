using System.Text.Json;
using Metrics.Cases;
using Parquet;

namespace Metrics.Pipeline.Events;

/// <summary>Reads a part back into packed events.</summary>
static class PartReader
{
    /// <param name="ordinals">By file number of the part: its ordinal in the run, or -1 to leave the file out.</param>
    /// <param name="shard">The shard wanted, or null for all; rows of others are left out.</param>
    /// <exception cref="InvalidDataException">The part was written in another format.</exception>
    internal static async Task ReadAsync(Stream part, int[] ordinals, int? shard, EventShards.Appender into, CancellationToken stop)
    {
        await using var reader = await ParquetReader.CreateAsync(part, leaveStreamOpen: true, cancellationToken: stop);
        if (reader.CustomMetadata.GetValueOrDefault(PartSchema.FormatKey) is var format && format != PartSchema.Format)
            throw new InvalidDataException($"The part has format '{format}', expected {PartSchema.Format}.");
        var shards = JsonSerializer.Deserialize<int[]>(reader.CustomMetadata[PartSchema.GroupsKey])!;
        for (var i = 0; i < shards.Length; i++)
            if (shard is null || shards[i] < 0 || shards[i] == shard)
                await ReadAsync(reader.OpenRowGroupReader(i), i, ordinals, shards[i] < 0 ? shard : null, into, stop);
    }

    static async Task ReadAsync(
        ParquetRowGroupReader group, int chunk, int[] ordinals, int? only, EventShards.Appender into, CancellationToken stop)
    {
        var rows = new PartRows(checked((int)group.RowCount));
        await rows.ReadAsync(group, stop);
        rows.AppendTo(into, chunk, ordinals, only);
    }
}
