using System.Text.Json;
using Azure;
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

    /// <summary>Writes a part, once: its name must say what lies in it.</summary>
    /// <param name="files">The logs by file number in <paramref name="shards"/>.</param>
    public async Task WriteAsync(string part, EventShards shards, IReadOnlyList<LogName> files, CancellationToken stop)
    {
        if (await TryTouchAsync(part, stop))
            return;
        await using var file = TemporaryFile.Open();
        await WriteAsync(file, shards, files, stop);
        do
            file.Position = 0;
        while (!await TryUploadAsync(part, file, stop) && !await TryTouchAsync(part, stop));
    }

    /// <summary>
    /// Makes the part's time now. Whoever points the ledger at a part, or away from it, touches it first: so a part that the
    /// ledger does not name left it no earlier than its time says.
    /// </summary>
    /// <returns>False: there is no such part.</returns>
    internal async Task<bool> TryTouchAsync(string part, CancellationToken stop)
    {
        try
        {
            await account.Events.GetBlobClient(part).SetMetadataAsync(new Dictionary<string, string>(), cancellationToken: stop);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return false;
        }
    }

    internal async Task<StoredPart> OpenAsync(string part, CancellationToken stop) =>
        await StoredPart.OpenAsync(account.Events.GetBlobClient(part), stop);

    async Task<bool> TryUploadAsync(string part, Stream file, CancellationToken stop)
    {
        var options = new BlobUploadOptions
        {
            Conditions = new() { IfNoneMatch = ETag.All },
            HttpHeaders = new() { ContentType = "application/vnd.apache.parquet" },
            TransferOptions = Transfers.Options,
        };
        try
        {
            await account.Events.GetBlobClient(part).UploadAsync(file, options, stop);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return false; // another instance took the same logs in: its bytes are these
        }
    }

    internal static async Task WriteAsync(Stream to, EventShards shards, IReadOnlyList<LogName> files, CancellationToken stop)
    {
        await using var writer = await ParquetWriter.CreateAsync(PartSchema.All, to, PartSchema.Options(), cancellationToken: stop);
        // Parquet's readers go by the footer, which tells nothing of these bytes.
        PackedBlock.WriteAll(to, shards);
        var groups = await RowGroups.WriteAsync(writer, shards, files, stop);
        writer.CustomMetadata = new Dictionary<string, string>
        {
            [PartSchema.FormatKey] = PartSchema.Format,
            [PartSchema.FilesKey] = JsonSerializer.Serialize(files.Select(f => new[] { f.Source, f.Name })),
            [PartSchema.GroupsKey] = JsonSerializer.Serialize(groups),
        };
    }
}
