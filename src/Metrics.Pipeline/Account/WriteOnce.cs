using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Metrics.Pipeline.Account;

/// <summary>Blobs that are written once: whoever comes second finds the first one's bytes.</summary>
static class WriteOnce
{
    internal const string HashKey = "sha256";

    // Of a smaller blob nothing goes out before all of it is known to be whole.
    const int MostHeld = 1 << 20;

    /// <summary>Writes the blob if it is not there; true when these are the bytes that stay.</summary>
    internal static async Task<bool> TryWriteOnceAsync(
        this BlobContainerClient container, string name, ReadOnlyMemory<byte> bytes, string contentType,
        IDictionary<string, string>? metadata, CancellationToken stop)
    {
        var options = Options(contentType, HashOf(bytes.Span), metadata);
        return await TryAsync(() => container.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(bytes), options, stop));
    }

    /// <inheritdoc cref="TryWriteOnceAsync(BlobContainerClient, string, ReadOnlyMemory{byte}, string, IDictionary{string, string}?, CancellationToken)"/>
    /// <param name="bytes">Can be sought: it is read twice.</param>
    internal static async Task<bool> TryWriteOnceAsync(
        this BlobContainerClient container, string name, Stream bytes, string contentType, CancellationToken stop)
    {
        bytes.Position = 0;
        var options = Options(contentType, Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes, stop)), metadata: null);
        options.TransferOptions = Transfers.Options;
        bytes.Position = 0;
        return await TryAsync(() => container.GetBlobClient(name).UploadAsync(bytes, options, stop));
    }

    static BlobUploadOptions Options(string contentType, string hash, IDictionary<string, string>? metadata) => new()
    {
        Conditions = new() { IfNoneMatch = ETag.All },
        HttpHeaders = new() { ContentType = contentType },
        Metadata = new Dictionary<string, string>(metadata ?? new Dictionary<string, string>()) { [HashKey] = hash },
    };

    static async Task<bool> TryAsync(Func<Task> upload)
    {
        try
        {
            await upload();
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412) // written before: by another instance, or by this step's last try
        {
            return false;
        }
    }

    /// <summary>Writes the blob if it is not there, or if it was these bytes and is damaged; whatever else is there must be these bytes.</summary>
    /// <exception cref="InvalidDataException">Other bytes stand there: two steps that should agree do not.</exception>
    internal static async Task WriteSameAsync(
        this BlobContainerClient container, string name, ReadOnlyMemory<byte> bytes, string contentType, CancellationToken stop)
    {
        if (await container.TryWriteOnceAsync(name, bytes, contentType, null, stop))
            return;
        var there = (await container.GetBlobClient(name).DownloadContentAsync(stop)).Value;
        var hash = HashOf(bytes.Span);
        var isContent = there.Content.ToMemory().Span.SequenceEqual(bytes.Span);
        var isHash = there.Details.Metadata.TryGetValue(HashKey, out var written) && written == hash;
        if (isContent && isHash)
            return;
        if (!isContent && !isHash)
            throw new InvalidDataException($"{container.Name}/{name} holds {HashOf(there.Content)}, expected {hash}.");
        var options = Options(contentType, hash, metadata: null);
        options.Conditions = new() { IfMatch = there.Details.ETag };
        await TryAsync(() => container.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(bytes), options, stop));
    }

    /// <summary>The blob's bytes, or null where there is none.</summary>
    /// <param name="remedy">What heals a blob that is damaged: whole sentences.</param>
    /// <exception cref="DamagedBlobException">They are not those that were written.</exception>
    internal static async Task<BinaryData?> ReadOrNullAsync(this BlobContainerClient container, string name, string remedy, CancellationToken stop)
    {
        try
        {
            return (await container.GetBlobClient(name).DownloadContentAsync(stop)).Value.Checked($"{container.Name}/{name}", remedy);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Opens the blob, to be read once from its start to its end; null where there is none.</summary>
    /// <inheritdoc cref="ReadOrNullAsync"/>
    /// <remarks>Of a large blob the last read throws.</remarks>
    internal static async Task<Stream?> OpenOrNullAsync(this BlobContainerClient container, string name, string remedy, CancellationToken stop)
    {
        try
        {
            var blob = (await container.GetBlobClient(name).DownloadStreamingAsync(cancellationToken: stop)).Value;
            if (!blob.Details.Metadata.TryGetValue(HashKey, out var written))
                return blob.Content;
            var bytes = new CheckedStream(blob.Content, written, found => Damaged($"{container.Name}/{name}", found, written, remedy));
            return blob.Details.ContentLength > MostHeld ? bytes : await HoldAsync(bytes, stop);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    static async Task<Stream> HoldAsync(Stream bytes, CancellationToken stop)
    {
        await using (bytes)
        {
            var held = new MemoryStream();
            await bytes.CopyToAsync(held, stop);
            held.Position = 0;
            return held;
        }
    }

    /// <summary>The bytes, compared with the hash that was written with them; those that another program wrote have none.</summary>
    /// <exception cref="DamagedBlobException">They have another hash.</exception>
    internal static BinaryData Checked(this BlobDownloadResult blob, string name, string remedy) =>
        blob.IsWhole() ? blob.Content : throw Damaged(name, HashOf(blob.Content), blob.Details.Metadata[HashKey], remedy);

    /// <summary>Whether the bytes have the hash that was written with them, or none was.</summary>
    internal static bool IsWhole(this BlobDownloadResult blob) =>
        !blob.Details.Metadata.TryGetValue(HashKey, out var written) || HashOf(blob.Content) == written;

    static DamagedBlobException Damaged(string name, string found, string written, string remedy) =>
        new(name, $"is damaged: it holds {found}, expected {written}", remedy);

    /// <summary>SHA-256, lower-case hex.</summary>
    internal static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
