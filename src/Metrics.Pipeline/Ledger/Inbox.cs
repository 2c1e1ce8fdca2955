using System.Buffers;
using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Metrics.Pipeline.Account;

namespace Metrics.Pipeline.Ledger;

/// <summary>The container of the logs as they came. What lies there is never changed by us, only written by a push or a pull.</summary>
public sealed class Inbox(DataAccount account)
{
    const int BlockSize = 4 << 20;

    /// <summary>
    /// Stores a body under a name; nothing is there before all of it is. The same bytes as before keep their version.
    /// </summary>
    /// <param name="limit">Largest number of bytes.</param>
    /// <param name="from">Where they were pulled from; null: they were pushed.</param>
    /// <exception cref="LogTooLargeException">More bytes than <paramref name="limit"/> came.</exception>
    /// <exception cref="LogOvertakenException">Another upload under the same name ended while this one was coming.</exception>
    public async Task<LogVersion> PutAsync(LogName log, Stream body, long limit, CancellationToken stop, PulledFrom? from = null)
    {
        var blob = account.Inbox.GetBlockBlobClient(log.Path);
        var (blocks, bytes, hash) = await StageAsync(blob, body, limit, stop);
        if (await FindAsync(blob, hash, stop) is { } same)
            return Version(log, same, bytes);
        // From here on the bytes are ours: a caller who hangs up cancels nothing.
        var options = new CommitBlockListOptions { Metadata = new Dictionary<string, string>(from?.ToMetadata() ?? []) { [WriteOnce.HashKey] = hash } };
        try
        {
            var stored = await blob.CommitBlockListAsync(blocks, options, CancellationToken.None);
            return Version(log, stored.Value.ETag, bytes);
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.InvalidBlockList) // another commit dropped our blocks
        {
            return await FindAsync(blob, hash, CancellationToken.None) is { } other ? Version(log, other, bytes)
                : throw new LogOvertakenException(log, e);
        }
    }

    /// <summary>All logs, in the order of their names as the service lists them; blobs outside a source's folder are left out.</summary>
    public async IAsyncEnumerable<LogVersion> ListAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var blob in account.Inbox.GetBlobsAsync(cancellationToken: stop))
        {
            if (LogName.OfBlob(blob.Name) is { } log)
                yield return Version(log, blob.Properties.ETag!.Value, blob.Properties.ContentLength ?? 0);
        }
    }

    /// <summary>The newest version under a name, or null where there is none.</summary>
    public async Task<LogVersion?> FindAsync(LogName log, CancellationToken stop)
    {
        try
        {
            var found = (await account.Inbox.GetBlobClient(log.Path).GetPropertiesAsync(cancellationToken: stop)).Value;
            return Version(log, found.ETag, found.ContentLength);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Where the newest version was pulled from; null: it was not pulled, or is not there.</summary>
    internal async Task<PulledFrom?> FindPulledFromAsync(LogName log, CancellationToken stop)
    {
        try
        {
            return PulledFrom.OfMetadata((await account.Inbox.GetBlobClient(log.Path).GetPropertiesAsync(cancellationToken: stop)).Value.Metadata);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Opens one version of a log, in one request: bytes come while others are read. Fails with 412 once another version has come.</summary>
    public Stream Open(LogVersion log) => account.Inbox.GetBlobClient(log.Log.Path)
        .DownloadStreaming(new BlobDownloadOptions { Conditions = new() { IfMatch = new(log.ETag) } }).Value.Content;

    // A listing gives ETags without their quotes, all else with them.
    static LogVersion Version(LogName log, ETag etag, long bytes) => new(log.Source, log.Name, etag.ToString("H"), bytes);

    static async Task<(List<string> Blocks, long Bytes, string Hash)> StageAsync(BlockBlobClient blob, Stream body, long limit, CancellationToken stop)
    {
        // Names of an upload's own, so that two uploads of one name do not mix their blocks.
        var upload = Guid.NewGuid();
        var blocks = new List<string>();
        var total = 0L;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            for (int read; (read = await body.ReadAtLeastAsync(buffer.AsMemory(0, BlockSize), BlockSize, false, stop)) > 0;)
            {
                total += read;
                if (total > limit)
                    throw new LogTooLargeException(limit);
                hash.AppendData(buffer, 0, read);
                blocks.Add(Convert.ToBase64String([.. upload.ToByteArray(), .. BitConverter.GetBytes(blocks.Count)]));
                using var block = new MemoryStream(buffer, 0, read, writable: false);
                await blob.StageBlockAsync(blocks[^1], block, cancellationToken: stop);
            }
            return (blocks, total, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The version under this name if it is one of ours with these bytes.</summary>
    static async Task<ETag?> FindAsync(BlockBlobClient blob, string hash, CancellationToken stop)
    {
        try
        {
            var found = (await blob.GetPropertiesAsync(cancellationToken: stop)).Value;
            return found.Metadata.TryGetValue(WriteOnce.HashKey, out var there) && there == hash ? found.ETag : null;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }
}

/// <summary>A body with more bytes than may be taken.</summary>
public sealed class LogTooLargeException(long limit) : Exception($"The log has more than {limit} bytes.")
{
    public long Limit { get; } = limit;
}

/// <summary>Two uploads of one name ended at once, with different bytes: the other one stands.</summary>
public sealed class LogOvertakenException(LogName log, Exception inner) : Exception($"Another upload of {log.Path} ended first.", inner);
