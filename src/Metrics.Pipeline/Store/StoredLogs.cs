using Metrics.Mappings;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Ledger;
using Microsoft.Extensions.Options;

namespace Metrics.Pipeline.Store;

/// <summary>The logs whose events are in the store: which bytes of each are the newest, and what they hold.</summary>
public sealed class StoredLogs(LedgerTable ledger, EventStore events, IOptions<StoreOptions> options, TimeProvider time)
{
    /// <summary>
    /// The logs as the ledger knows them now, in reading order, without those that are withdrawn and the snapshots that later ones
    /// replace.
    /// </summary>
    /// <exception cref="DamagedBlobException">A row of the ledger is damaged, and its log has left the inbox.</exception>
    internal async Task<IReadOnlyList<StoredLog>> FindAsync(MappingSet mappings, CancellationToken stop)
    {
        var logs = new List<StoredLog>();
        await foreach (var row in ledger.ListAsync(stop))
        {
            if (row.IsDamaged)
            {
                throw new DamagedBlobException($"Ledger/{row.RowKey}", $"is damaged: the row of {row.Source}/{row.Name}",
                    "Push that log again, and delete the row if no log has its key.");
            }
            if (row.Sha256.Length > 0 && row.StateValue != LedgerState.Withdrawn)
                logs.Add(Of(row));
        }
        var replaced = Snapshots.FindReplaced(
            [.. logs.Select(l => new SnapshotFile(mappings.Find(l.Source, l.Name), l.Source, l.Name, l.Refusal is not null))]);
        return [.. logs.Where((_, i) => !replaced[i]).InReadingOrder(l => new(l.Source, l.Name))];
    }

    /// <summary>The logs whose newest bytes could not be taken in, by name. Events of older ones stay in the store.</summary>
    internal async Task<IReadOnlyList<LogFailure>> FindLeftOutAsync(CancellationToken stop)
    {
        var failures = new List<LogFailure>();
        await foreach (var row in ledger.ListAsync(stop))
        {
            if (row.IsLeftOut)
                failures.Add(new(row.Source, row.Name, row.Failure));
        }
        return [.. failures.OrderBy(f => f.Source, StringComparer.Ordinal).ThenBy(f => f.Name, StringComparer.Ordinal)];
    }

    /// <summary>Whether their events are few enough to be folded in one step.</summary>
    internal bool FoldTogether(IReadOnlyList<StoredLog> logs) => FoldTogether(logs, ShardSet.All);

    /// <summary>Whether those of some shards are: of the shards one holds about as many as another.</summary>
    internal bool FoldTogether(IReadOnlyList<StoredLog> logs, ShardSet of) =>
        logs.Sum(l => l.Events) * of.Count <= options.Value.FoldTogetherUpTo * EventStore.Shards;

    /// <summary>Opens the parts that hold their events; a log's ordinal is its place in the list.</summary>
    internal Task<StoredShards> OpenAsync(IReadOnlyList<StoredLog> logs, CancellationToken stop) =>
        StoredShards.OpenAsync([.. logs.Select(l => (l.Part, l.PartFile))], events, time, stop);

    /// <summary>Lets the next run, or a push, take in again the logs whose events lie in a part that cannot be read.</summary>
    /// <param name="blob">Container and name; nothing happens when it is no part of the ledger's.</param>
    internal async Task TakeAgainAsync(string blob, CancellationToken stop)
    {
        await foreach (var row in ledger.ListAsync(stop))
        {
            if (row.Part.Length > 0 && blob == events.BlobOf(row.Part) && row.StateValue != LedgerState.Withdrawn)
                // A row that changed meanwhile points at another part.
                await ledger.TryWriteAsync(row with { State = nameof(LedgerState.Failed), Failure = "" }, row, stop);
        }
    }

    static StoredLog Of(LedgerRow row) => new(
        row.Source, row.Name, row.Sha256, row.Bytes, row.Lines, row.Events, row.Rejected, row.Part, row.PartFile,
        row.Refusal.Length == 0 ? null : new(row.Refusal, row.RefusalZh), row.Definitions, row.Mapping);
}
