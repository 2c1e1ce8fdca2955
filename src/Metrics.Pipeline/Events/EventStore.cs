using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Metrics.CaseLogs;
using Metrics.Cases;
using Metrics.Pipeline.Logs;
using Metrics.Pipeline.Storage;
using Parquet;

namespace Metrics.Pipeline.Events;

/// <summary>
/// The container <c>events</c>: every well-formed line that was taken in, as Parquet. A part holds the lines of one log or of
/// some small ones, by shard, then file, then line. The ledger says which part holds a log's newest bytes; lines of older
/// ones stay where they are and are left out.
/// </summary>
public sealed class EventStore(DataAccount account)
{
    /// <summary>Shards of the store; a case lies in the shard of its id's hash.</summary>
    public const int Shards = 64;

    // Up to here a row group a shard would be mostly overhead.
    const long SmallPart = 131_072;
    // What a row group takes in memory while it is written: some 100 MB.
    const int MostRows = 262_144;
    // A part up to this size is fetched whole, in one request: of a part whose shards lie apart a step wants one 64th.
    const long SmallBlob = 32 << 20;
    const long SmallBlobForShard = 1 << 20;
    // One request gets the footer, one or two the column of a shard.
    const int ShardBuffer = 256 << 10;
    const int WholeBuffer = 4 << 20;

    /// <summary>Writes a part, once: its name must say what lies in it.</summary>
    /// <param name="rows">Number of events in <paramref name="shards"/>.</param>
    /// <param name="files">The logs by file number in <paramref name="shards"/>.</param>
    public async Task WriteAsync(string part, EventShards shards, long rows, IReadOnlyList<LogName> files, CancellationToken stop)
    {
        var blob = account.Events.GetBlobClient(part);
        if (await blob.ExistsAsync(stop))
            return;
        await using var file = TemporaryFile.Open();
        await WriteAsync(file, shards, rows, files, stop);
        file.Position = 0;
        try
        {
            var options = new BlobUploadOptions
            {
                Conditions = new() { IfNoneMatch = ETag.All },
                HttpHeaders = new() { ContentType = "application/vnd.apache.parquet" },
            };
            await blob.UploadAsync(file, options, stop);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            // Another instance took the same logs in: its bytes are these.
        }
    }

    /// <summary>Reads a part's events of some files, and of one shard or all, into <paramref name="into"/>.</summary>
    /// <param name="ordinals">By file number of the part: its ordinal in the run, or -1 to leave the file out.</param>
    public async Task ReadAsync(string part, int[] ordinals, int? shard, EventShards.Appender into, CancellationToken stop)
    {
        var blob = account.Events.GetBlobClient(part);
        var (small, buffer) = shard is null ? (SmallBlob, WholeBuffer) : (SmallBlobForShard, ShardBuffer);
        await using var stream = await blob.OpenReadAsync(new BlobOpenReadOptions(false) { BufferSize = buffer }, stop);
        await using var all = stream.Length <= small ? await DownloadAsync(blob, stop) : stream;
        await PartReader.ReadAsync(all, ordinals, shard, into, stop);
    }

    static async Task<Stream> DownloadAsync(BlobClient blob, CancellationToken stop) =>
        (await blob.DownloadContentAsync(stop)).Value.Content.ToStream();

    internal static async Task WriteAsync(Stream to, EventShards shards, long rows, IReadOnlyList<LogName> files, CancellationToken stop)
    {
        await using var writer = await ParquetWriter.CreateAsync(PartSchema.All, to, PartSchema.Options(), cancellationToken: stop);
        var groups = new List<int>();
        foreach (var (shard, segments) in RowGroups(shards, rows))
        {
            await new RowGroupRows(segments, files).WriteAsync(writer, stop);
            groups.Add(shard);
        }
        writer.CustomMetadata = new Dictionary<string, string>
        {
            [PartSchema.FormatKey] = PartSchema.Format,
            [PartSchema.LayoutKey] = EventRecord.Layout.ToString(CultureInfo.InvariantCulture),
            [PartSchema.FilesKey] = JsonSerializer.Serialize(files.Select(f => new[] { f.Source, f.Name })),
            [PartSchema.GroupsKey] = JsonSerializer.Serialize(groups),
        };
    }

    /// <summary>The row groups of a part: one of all shards, or for each shard as many as its rows need.</summary>
    static IEnumerable<(int Shard, IReadOnlyList<EventSegment> Segments)> RowGroups(EventShards shards, long rows)
    {
        if (rows <= SmallPart)
        {
            yield return (-1, [.. Enumerable.Range(0, shards.Count).SelectMany(shards.Read)]);
            yield break;
        }
        for (var shard = 0; shard < shards.Count; shard++)
        {
            var (group, count) = (new List<EventSegment>(), 0);
            foreach (var segment in shards.Read(shard))
            {
                if (count > MostRows)
                {
                    yield return (shard, group);
                    (group, count) = ([], 0);
                }
                group.Add(segment);
                count += RowGroupRows.Count(segment.Records.Span);
            }
            yield return (shard, group);
        }
    }
}
