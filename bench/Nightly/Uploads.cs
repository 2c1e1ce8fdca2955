using Azure.Storage.Blobs;

namespace Metrics.Nightly;

/// <summary>Files put into containers, as a city's systems drop them.</summary>
sealed class Uploads(string storage)
{
    // The newest version that Azurite knows.
    readonly BlobServiceClient _blobs = new(storage, new BlobClientOptions(BlobClientOptions.ServiceVersion.V2025_11_05));

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
