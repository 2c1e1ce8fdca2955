using System.Buffers;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Win32.SafeHandles;

namespace Metrics.Pipeline.Account;

/// <summary>How many bytes go over the wire at once.</summary>
static class Transfers
{
    const int Block = 8 << 20;
    const int AtOnce = 4;
    // Most parts of the store go up in one request: Azurite takes four times the processor time for blocks, each of which it checks.
    const int Whole = 128 << 20;

    internal static readonly StorageTransferOptions Options = new() { InitialTransferSize = Whole, MaximumTransferSize = Block, MaximumConcurrency = AtOnce };

    // Up to 4 MB at a time Azurite takes four times the processor time: it reads such a range twice, for its MD5.
    const int CopyRange = 16 << 20;
    const int CopyBuffer = 1 << 20;

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

    /// <summary>Copies a range of a blob that is written once to a place in a file.</summary>
    /// <exception cref="InvalidDataException">The blob ends before the range does.</exception>
    internal static Task CopyAsync(this BlobClient blob, long begin, long size, SafeFileHandle to, long at, CancellationToken stop)
    {
        var starts = Enumerable.Range(0, (int)((size + CopyRange - 1) / CopyRange)).Select(i => (long)i * CopyRange);
        return Parallel.ForEachAsync(starts, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, async (start, cancel) =>
        {
            var left = Math.Min(CopyRange, size - start);
            using var answer = (await blob.DownloadStreamingAsync(new BlobDownloadOptions { Range = new(begin + start, left) }, cancel)).Value;
            var buffer = ArrayPool<byte>.Shared.Rent(CopyBuffer);
            try
            {
                for (int read; left > 0; left -= read, start += read)
                {
                    read = await answer.Content.ReadAtLeastAsync(buffer, (int)Math.Min(buffer.Length, left), throwOnEndOfStream: false, cancel);
                    if (read == 0)
                        throw new InvalidDataException($"It ends {left} bytes too early.");
                    RandomAccess.Write(to, buffer.AsSpan(0, read), at + start);
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        });
    }
}
