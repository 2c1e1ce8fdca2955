using Azure.Storage.Blobs;
using Metrics.Pipeline.Account;

namespace Metrics.Local.Demo;

/// <summary>A folder as <c>metrics generate</c> writes it: <c>catalogue.csv</c>, <c>policies.json</c>, <c>register.csv</c>, <c>logs/{source}/…</c>.</summary>
static class CityFolder
{
    /// <returns>Number of logs.</returns>
    internal static async Task<int> UploadAsync(string folder, DataAccount account, CancellationToken stop)
    {
        await UploadAsync(account.Reference, folder, Directory.EnumerateFiles(folder), stop);
        var logs = Path.Combine(folder, "logs");
        return await UploadAsync(account.Inbox, logs, Directory.EnumerateFiles(logs, "*", SearchOption.AllDirectories), stop);
    }

    static async Task<int> UploadAsync(BlobContainerClient container, string folder, IEnumerable<string> files, CancellationToken stop)
    {
        var count = 0;
        await Parallel.ForEachAsync(files, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = stop }, async (file, cancel) =>
        {
            var name = Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/');
            await container.GetBlobClient(name).UploadAsync(file, overwrite: true, cancel);
            Interlocked.Increment(ref count);
        });
        return count;
    }
}
