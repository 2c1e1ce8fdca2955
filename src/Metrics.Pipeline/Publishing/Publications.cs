using System.Collections.Concurrent;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs.Models;
using Metrics.Documents.Published;
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
    const string CurrentBlob = $"current/{CurrentName}";
    const string Manifest = "manifest.json";
    const string DeleteIt = "Delete it: the next run writes it anew.";
    const int ManifestsAtOnce = 8;
    const string RunAgain = "A run of the same day and logs writes it anew; until then it is not shown.";

    readonly ConcurrentDictionary<string, DateTimeOffset> _written = new();

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
            var json = StoredJson.Bytes(to);
            var options = new BlobUploadOptions
            {
                // The same id again is written too: the blob's time says when a run last published.
                Conditions = current is null ? new() { IfNoneMatch = ETag.All } : new() { IfMatch = etag },
                HttpHeaders = new() { ContentType = "application/json", CacheControl = "no-cache" },
                Metadata = new Dictionary<string, string> { [WriteOnce.HashKey] = WriteOnce.HashOf(json) },
            };
            try
            {
                await account.Current.GetBlobClient(CurrentName).UploadAsync(BinaryData.FromBytes(json), options, stop);
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

    public async Task<bool> ExistsAsync(string id, string file, CancellationToken stop) =>
        await account.Publications.GetBlobClient($"{id}/{file}").ExistsAsync(stop);

    /// <summary>Those whose manifest is there, which is written last; the newest first.</summary>
    internal async Task<IReadOnlyList<CurrentPublication>> ListAsync(CancellationToken stop)
    {
        var found = new ConcurrentBag<(CurrentPublication Publication, DateTimeOffset Written)>();
        // The folders alone: the files of a year's nights are thousands.
        var folders = account.Publications.GetBlobsByHierarchyAsync(new GetBlobsByHierarchyOptions { Delimiter = "/" }, stop);
        var few = new ParallelOptions { MaxDegreeOfParallelism = ManifestsAtOnce, CancellationToken = stop };
        await Parallel.ForEachAsync(folders, few, async (folder, cancel) =>
        {
            if (folder.IsPrefix && Named(folder.Prefix.TrimEnd('/')) is { } publication && await FindWrittenAsync(publication.Id, cancel) is { } written)
                found.Add((publication, written));
        });
        return
        [
            .. found.OrderByDescending(f => f.Publication.AsOf).ThenByDescending(f => f.Written).ThenBy(f => f.Publication.Id, StringComparer.Ordinal)
                .Select(f => f.Publication),
        ];
    }

    static CurrentPublication? Named(string id) =>
        id.LastIndexOf('-') is > 0 and var end && DateOnly.TryParseExact(id[..end], "yyyy-MM-dd", out var asOf) ? new(id, asOf) : null;

    /// <summary>When the manifest was written; null: there is none. It is asked for once, since it never changes.</summary>
    async Task<DateTimeOffset?> FindWrittenAsync(string id, CancellationToken stop)
    {
        if (_written.TryGetValue(id, out var known))
            return known;
        try
        {
            var found = await account.Publications.GetBlobClient($"{id}/{Manifest}").GetPropertiesAsync(cancellationToken: stop);
            return _written[id] = found.Value.LastModified;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>The id of the publication before one, in the order of the list; null: there is none.</summary>
    internal async Task<string?> FindBeforeAsync(string id, CancellationToken stop) =>
        (await ListAsync(stop)).SkipWhile(p => p.Id != id).ElementAtOrDefault(1)?.Id;

    /// <summary>Reads a publication that is there.</summary>
    /// <exception cref="RefusedException">Its manifest cannot be read.</exception>
    internal Task<PublicationReader> ReadAsync(string id, CancellationToken stop) =>
        PublicationReader.OpenAsync((name, cancel) => OpenAsync(id, name, cancel), stop);

    /// <summary>Opens a file of a publication, to be read once; null where there is none.</summary>
    /// <exception cref="DamagedBlobException">It is damaged; of a large file its last read says so.</exception>
    public Task<Stream?> OpenAsync(string id, string file, CancellationToken stop) =>
        account.Publications.OpenOrNullAsync($"{id}/{file}", RunAgain, stop);

    /// <summary>The manifest of a publication; null where there is none.</summary>
    /// <exception cref="DamagedBlobException">It is damaged.</exception>
    internal Task<BinaryData?> ReadManifestAsync(string id, CancellationToken stop) =>
        account.Publications.ReadOrNullAsync($"{id}/{Manifest}", RunAgain, stop);

    async Task<(CurrentPublication? Current, ETag ETag)> ReadAsync(CancellationToken stop)
    {
        try
        {
            var blob = (await account.Current.GetBlobClient(CurrentName).DownloadContentAsync(stop)).Value;
            return (Read(blob.Checked(CurrentBlob, DeleteIt)), blob.Details.ETag);
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
            throw new DamagedBlobException(CurrentBlob, $"cannot be read ({e.Message.TrimEnd('.')})", DeleteIt, e);
        }
    }

    static string ContentType(string name) => name.EndsWith(".json", StringComparison.Ordinal) ? "application/json" : "text/csv; charset=utf-8";
}
