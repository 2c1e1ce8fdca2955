using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
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

    // Below, a row group a shard would be mostly overhead.
    const int SmallPart = 131_072;
    const long SmallBlob = 32 << 20;

    /// <summary>Writes a part, once: its name must say what lies in it.</summary>
    /// <param name="files">The logs by file number in <paramref name="shards"/>.</param>
    public async Task WriteAsync(string part, EventShards shards, IReadOnlyList<LogName> files, CancellationToken stop)
    {
        var blob = account.Events.GetBlobClient(part);
        if (await blob.ExistsAsync(stop))
            return;
        await using var file = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        await WriteAsync(file, shards, files, stop);
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
        await using var stream = await blob.OpenReadAsync(new BlobOpenReadOptions(false) { BufferSize = 4 << 20 }, stop);
        await using var all = stream.Length <= SmallBlob ? await DownloadAsync(blob, stop) : stream;
        await PartReader.ReadAsync(all, ordinals, shard, into, stop);
    }

    static async Task<Stream> DownloadAsync(BlobClient blob, CancellationToken stop) =>
        (await blob.DownloadContentAsync(stop)).Value.Content.ToStream();

    internal static async Task WriteAsync(Stream to, EventShards shards, IReadOnlyList<LogName> files, CancellationToken stop)
    {
        var segments = Enumerable.Range(0, shards.Count).Select(shards.Read).ToList();
        var small = segments.Sum(s => s.Sum(g => RowGroupRows.Count(g.Records.Span))) <= SmallPart;
        var groups = small ? [-1] : Enumerable.Range(0, Shards).ToArray();
        await using var writer = await ParquetWriter.CreateAsync(PartSchema.All, to, PartSchema.Options(), cancellationToken: stop);
        writer.CustomMetadata = new Dictionary<string, string>
        {
            [PartSchema.FormatKey] = PartSchema.Format,
            [PartSchema.FilesKey] = JsonSerializer.Serialize(files.Select(f => new[] { f.Source, f.Name })),
            [PartSchema.GroupsKey] = JsonSerializer.Serialize(groups),
        };
        foreach (var group in groups)
            await new RowGroupRows(group < 0 ? [.. segments.SelectMany(s => s)] : segments[group], files).WriteAsync(writer, stop);
    }
}
