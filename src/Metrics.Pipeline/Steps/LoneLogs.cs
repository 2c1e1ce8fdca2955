using Azure;
using Metrics.Mappings;
using Metrics.Pipeline.Ingest;
using Metrics.Pipeline.Ledger;

namespace Metrics.Pipeline.Steps;

/// <summary>
/// Takes logs in one after another, after their batch failed at every try. A log that cannot be taken in, for whatever reason of its
/// own, is left out: runs go on without its bytes until they change or are pushed again.
/// </summary>
public sealed class LoneLogs(NewestLogs newest, LedgerTable ledger)
{
    internal async Task<IngestTimes> TakeAsync(IReadOnlyList<LogVersion> logs, MappingSet mappings, CancellationToken stop)
    {
        var sum = new IngestTimes(0, 0, 0);
        foreach (var log in logs)
        {
            if (await ledger.FindAsync(log.Log, stop) is not { } row || !row.Settles(log.ETag, mappings))
                sum += await TakeAsync(log, mappings, stop);
        }
        return sum;
    }

    async Task<IngestTimes> TakeAsync(LogVersion log, MappingSet mappings, CancellationToken stop)
    {
        // Noted before: a log whose reading ends the process is left out when the step is tried again.
        await FailAsync(log, mappings, LogFailure.Ended, stop);
        try
        {
            return await newest.TakeAsync([log], mappings, stop);
        }
        // Of the storage or of the host, not of the log: the latter is no answer at any try of the client.
        catch (Exception e) when (e is OperationCanceledException or RequestFailedException or AggregateException)
        {
            await FailAsync(log, mappings, "", CancellationToken.None);
            throw;
        }
        catch (Exception e)
        {
            await FailAsync(log, mappings, LogFailure.ReasonOf(e), stop);
            return new(0, 0, 0);
        }
    }

    /// <summary>Marks a log that was not taken in: its receipt will not come. What older bytes of it gave stays.</summary>
    /// <param name="failure">Why it is left out; empty: the next run tries it again; null: as it was with these bytes.</param>
    internal async Task FailAsync(LogVersion log, MappingSet mappings, string? failure, CancellationToken stop)
    {
        while (await ledger.FindAsync(log.Log, stop) is var there && there?.IsTaken(log.ETag, mappings) != true && there?.IsWithdrawn(log.ETag) != true)
        {
            var row = (there ?? new()) with
            {
                RowKey = log.Log.Key,
                Source = log.Source,
                Name = log.Name,
                State = nameof(LedgerState.Failed),
                InboxETag = log.ETag,
                Failure = failure ?? (there?.InboxETag == log.ETag ? there.Failure : ""),
            };
            if (await ledger.TryWriteAsync(row, there, stop))
                return;
        }
    }
}
