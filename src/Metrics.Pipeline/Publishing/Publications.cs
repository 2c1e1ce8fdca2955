using System.Text.Json;
using Azure;
using Azure.Storage.Blobs.Models;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Telemetry;
using Metrics.Summaries;
using Microsoft.Extensions.Logging;

namespace Metrics.Pipeline.Publishing;

/// <summary><c>current.json</c>: which publication readers see. STORED.</summary>
public sealed record CurrentPublication(string Id, DateOnly AsOf);

/// <summary>The publications, written once, and the one blob that changes.</summary>
public sealed class Publications(DataAccount account, ILogger<Publications> logger)
{
    const string CurrentName = "current.json";
    const string Manifest = "manifest.json";

    /// <summary>Writes the files, the manifest last. What is there already must be the same.</summary>
    internal async Task WriteAsync(Publication publication, CancellationToken stop)
    {
        foreach (var (name, bytes) in publication.Files.OrderBy(f => f.Key == Manifest))
            await account.Publications.WriteSameAsync($"{publication.Id}/{name}", bytes, ContentType(name), stop);
    }

    /// <summary>
    /// Moves <c>current.json</c> to a publication that is not of an earlier day, and only from what was current when its inputs
    /// were pinned: another run that published meanwhile has read newer logs.
    /// </summary>
    /// <param name="before">Id of what was current then; null: nothing was.</param>
    /// <returns>False: a later day, or another run's publication, is current, and stays.</returns>
    internal async Task<bool> SwitchAsync(CurrentPublication to, string? before, CancellationToken stop)
    {
        while (true)
        {
            var (current, etag) = await ReadAsync(stop);
            if (current is not null && (current.AsOf > to.AsOf || current.Id != to.Id && current.Id != before))
                return false;
            var options = new BlobUploadOptions
            {
                // The same id again is written too: the blob's time says when a run last published.
                Conditions = current is null ? new() { IfNoneMatch = ETag.All } : new() { IfMatch = etag },
                HttpHeaders = new() { ContentType = "application/json", CacheControl = "no-cache" },
            };
            try
            {
                await account.Current.GetBlobClient(CurrentName).UploadAsync(BinaryData.FromBytes(StoredJson.Bytes(to)), options, stop);
                logger.Published(to.Id);
                return true;
            }
            catch (RequestFailedException e) when (e.Status is 409 or 412)
            {
                // Another run switched first: look whether it is later.
            }
        }
    }

    /// <summary>The current publication, or null before the first.</summary>
    public async Task<CurrentPublication?> CurrentAsync(CancellationToken stop) => (await ReadAsync(stop)).Current;

    /// <summary>When a run last published, or null before the first.</summary>
    public async Task<DateTimeOffset?> LastPublishedAsync(CancellationToken stop)
    {
        try
        {
            return (await account.Current.GetBlobClient(CurrentName).GetPropertiesAsync(cancellationToken: stop)).Value.LastModified;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Opens a file of a publication; null where there is none.</summary>
    public async Task<Stream?> OpenAsync(string id, string file, CancellationToken stop)
    {
        try
        {
            return (await account.Publications.GetBlobClient($"{id}/{file}").DownloadStreamingAsync(cancellationToken: stop)).Value.Content;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    async Task<(CurrentPublication? Current, ETag ETag)> ReadAsync(CancellationToken stop)
    {
        try
        {
            var blob = (await account.Current.GetBlobClient(CurrentName).DownloadContentAsync(stop)).Value;
            return (Read(blob.Content), blob.Details.ETag);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return (null, default);
        }
    }

    static CurrentPublication Read(BinaryData json)
    {
        try
        {
            return StoredJson.Read<CurrentPublication>(json) is { Id: not null } current ? current : throw new InvalidDataException("it names no publication");
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            throw new InvalidDataException($"current/{CurrentName} cannot be read, and the next run writes it anew once it is deleted: {e.Message}", e);
        }
    }

    static string ContentType(string name) => name.EndsWith(".json", StringComparison.Ordinal) ? "application/json" : "text/csv; charset=utf-8";
}
