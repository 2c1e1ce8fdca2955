using Metrics.Pipeline.Events;
using Metrics.Pipeline.Logs;
using Microsoft.Extensions.Options;

namespace Metrics.Pipeline.Runs;

/// <summary>The logs whose events are in the store: which bytes of each are the newest, and what they hold.</summary>
public sealed class StoredLogs(Ledger ledger, EventStore events, IOptions<MetricsOptions> options, TimeProvider time)
{
    /// <summary>The logs as the ledger knows them now, in reading order.</summary>
    internal async Task<RunInputs> FindAsync(CancellationToken stop)
    {
        var logs = new List<RunInput>();
        await foreach (var row in ledger.ListAsync(stop))
            if (row.Sha256.Length > 0)
                logs.Add(Input(row));
        var sorted = logs.InReadingOrder(l => new(l.Source, l.Name)).ToList();
        return new(sorted, sorted.Sum(l => l.Events) <= options.Value.FoldTogetherUpTo);
    }

    /// <summary>Opens the parts that hold their events; a file's ordinal is its place in the inputs.</summary>
    internal Task<StoredShards> OpenAsync(RunInputs inputs, CancellationToken stop) =>
        StoredShards.OpenAsync([.. inputs.Logs.Select(l => (l.Part, l.PartFile))], events, time, stop);

    static RunInput Input(LedgerRow row) => new(
        row.Source, row.Name, row.Sha256, row.Bytes, row.Lines, row.Events, [.. LedgerRow.Split(row.Rejected)], row.Part, row.PartFile,
        row.Refusal.Length == 0 ? null : new(row.Refusal, row.RefusalZh));
}
