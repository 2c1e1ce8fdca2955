using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Metrics.Pipeline.Storage;

/// <summary>How many bytes go over the wire at once.</summary>
static class Transfers
{
    const int Block = 8 << 20;
    const int AtOnce = 4;

    internal static readonly StorageTransferOptions Options = new() { InitialTransferSize = Block, MaximumTransferSize = Block, MaximumConcurrency = AtOnce };

    /// <summary>Reads a range of a blob that is written once; fewer bytes where the blob ends.</summary>
    internal static async Task<byte[]> RangeAsync(this BlobClient blob, long begin, long end, CancellationToken stop)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(checked((int)(end - begin)));
        var blocks = Enumerable.Range(0, (bytes.Length + Block - 1) / Block).Select(i => i * Block);
        var read = 0;
        await Parallel.ForEachAsync(blocks, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, async (at, cancel) =>
        {
            var block = bytes.AsMemory(at, Math.Min(Block, bytes.Length - at));
            using var answer = (await blob.DownloadStreamingAsync(new BlobDownloadOptions { Range = new(begin + at, block.Length) }, cancel)).Value;
            Interlocked.Add(ref read, await answer.Content.ReadAtLeastAsync(block, block.Length, throwOnEndOfStream: false, cancel));
        });
        return read == bytes.Length ? bytes : bytes[..read];
    }
}
