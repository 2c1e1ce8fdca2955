using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Metrics.Pipeline.Tests;

/// <summary>Damage that storage does to what lies in it.</summary>
static class Damage
{
    /// <summary>Changes a blob's bytes alone: what stands beside them stays.</summary>
    internal static Task ChangeAsync(BlobClient blob, Action<byte[]> change) => ReplaceAsync(blob, bytes =>
    {
        change(bytes);
        return bytes;
    });

    /// <inheritdoc cref="ChangeAsync"/>
    internal static async Task ReplaceAsync(BlobClient blob, Func<byte[], byte[]> by)
    {
        var there = (await blob.DownloadContentAsync(Stop)).Value;
        var bytes = by(there.Content.ToArray());
        await blob.UploadAsync(BinaryData.FromBytes(bytes), new BlobUploadOptions { Metadata = there.Details.Metadata }, Stop);
    }

    /// <summary>Flips a bit of the bytes.</summary>
    internal static void Flip(byte[] bytes, Random random) => bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
