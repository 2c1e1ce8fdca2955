using Azure.Storage.Blobs;

namespace Metrics.Nightly;

/// <summary>Files put into containers, as a city's systems drop them.</summary>
sealed class Uploads(string storage)
{
    // The newest version that Azurite knows.
    readonly BlobServiceClient _blobs = new(storage, new BlobClientOptions(BlobClientOptions.ServiceVersion.V2025_11_05));

    // Azurite's own answers are what takes the time.
    const int AtOnce = 8;

    internal Task PutAsync(string container, IEnumerable<(string Name, byte[] Bytes)> blobs, CancellationToken stop) =>
        Parallel.ForEachAsync(blobs, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, async (blob, cancel) =>
            await _blobs.GetBlobContainerClient(container).GetBlobClient(blob.Name).UploadAsync(BinaryData.FromBytes(blob.Bytes), overwrite: true, cancel));

    /// <summary>Every file under its path below <paramref name="folder"/>.</summary>
    internal async Task PutAsync(string container, string folder, IEnumerable<string> files, CancellationToken stop)
    {
        foreach (var file in files)
        {
            var name = Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/');
            using var bytes = File.OpenRead(file);
            await _blobs.GetBlobContainerClient(container).GetBlobClient(name).UploadAsync(bytes, overwrite: true, stop);
        }
    }
}
