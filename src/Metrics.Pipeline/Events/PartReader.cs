using System.Globalization;
using System.Text.Json;
using Metrics.CaseLogs;
using Metrics.Cases;
using Parquet;

namespace Metrics.Pipeline.Events;

/// <summary>Reads a part back into packed events: by its packed column, or by all others where that has another layout.</summary>
static class PartReader
{
    static readonly string _layout = EventRecord.Layout.ToString(CultureInfo.InvariantCulture);

    /// <param name="ordinals">By file number of the part: its ordinal in the run, or -1 to leave the file out.</param>
    /// <param name="shard">The shard wanted, or null for all; rows of others are left out.</param>
    /// <param name="layout">The layout of packed events that can be read; null: this program's.</param>
    /// <exception cref="InvalidDataException">The part was written in another format.</exception>
    internal static async Task ReadAsync(
        Stream part, int[] ordinals, int? shard, EventShards.Appender into, CancellationToken stop, string? layout = null)
    {
        await using var reader = await ParquetReader.CreateAsync(part, leaveStreamOpen: true, cancellationToken: stop);
        if (reader.CustomMetadata.GetValueOrDefault(PartSchema.FormatKey) is var format && format != PartSchema.Format)
            throw new InvalidDataException($"The part has format '{format}', expected {PartSchema.Format}.");
        var isPacked = reader.CustomMetadata.GetValueOrDefault(PartSchema.LayoutKey) == (layout ?? _layout);
        var shards = JsonSerializer.Deserialize<int[]>(reader.CustomMetadata[PartSchema.GroupsKey])!;
        for (var i = 0; i < shards.Length; i++)
        {
            if (shard is not null && shards[i] >= 0 && shards[i] != shard)
                continue;
            var group = reader.OpenRowGroupReader(i);
            var only = shards[i] < 0 ? shard : null;
            if (isPacked)
                await PackedRuns.ReadAsync(group, i, ordinals, only, into, stop);
            else
                await PartRows.ReadAsync(group, i, ordinals, only, into, stop);
        }
    }
}
