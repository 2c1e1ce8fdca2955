using Azure;
using Metrics.Mappings;
using Metrics.Pipeline.Ledger;

namespace Metrics.Pipeline.Ingest;

/// <summary>Takes logs in as they lie in the inbox now.</summary>
public sealed class NewestLogs(LogIngest ingest, Inbox inbox)
{
    /// <summary>Takes in these versions; newer ones where newer came meanwhile, none where a log went away.</summary>
    internal async Task<IngestTimes> TakeAsync(IReadOnlyList<LogVersion> logs, MappingSet mappings, CancellationToken stop)
    {
        while (logs.Count > 0)
        {
            try
            {
                return await ingest.TakeAsync(logs, mappings, stop);
            }
            catch (RequestFailedException e) when (e.Status is 404 or 412)
            {
                var newest = await RefreshAsync(logs, stop);
                // Nothing has changed: something else is missing, and would be missing again.
                if (newest.SequenceEqual(logs))
                    throw;
                logs = newest;
            }
        }
        return new(0, 0, 0);
    }

    async Task<IReadOnlyList<LogVersion>> RefreshAsync(IReadOnlyList<LogVersion> logs, CancellationToken stop)
    {
        var newest = new List<LogVersion>();
        foreach (var log in logs)
        {
            if (await inbox.FindAsync(log.Log, stop) is { } found)
                newest.Add(found);
        }
        return newest;
    }
}
