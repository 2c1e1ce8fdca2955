using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Metrics.Pipeline.Account;

/// <summary>How many bytes go over the wire at once.</summary>
static class Transfers
{
    const int Block = 8 << 20;
    const int AtOnce = 4;
    // Most parts of the store go up in one request: Azurite takes four times the processor time for blocks, each of which it checks.
    const int Whole = 64 << 20;

    internal static readonly StorageTransferOptions Options = new() { InitialTransferSize = Whole, MaximumTransferSize = Block, MaximumConcurrency = AtOnce };

    /// <summary>Reads a range of a blob that is written once.</summary>
    /// <returns>Bytes read: fewer than asked for where the blob ends.</returns>
    internal static async Task<int> ReadAsync(this BlobClient blob, long begin, Memory<byte> into, CancellationToken stop)
    {
        var blocks = Enumerable.Range(0, (into.Length + Block - 1) / Block).Select(i => i * Block);
        var read = 0;
        await Parallel.ForEachAsync(blocks, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, async (at, cancel) =>
        {
            var block = into[at..Math.Min(into.Length, at + Block)];
            using var answer = (await blob.DownloadStreamingAsync(new BlobDownloadOptions { Range = new(begin + at, block.Length) }, cancel)).Value;
            Interlocked.Add(ref read, await answer.Content.ReadAtLeastAsync(block, block.Length, throwOnEndOfStream: false, cancel));
        });
        return read;
    }
}
