using Azure;
using Metrics.Events;
using Metrics.Pipeline.Ledger;
using Metrics.Pipeline.Store;
using Microsoft.Extensions.Options;

namespace Metrics.Pipeline.Steps;

/// <summary>
/// Keeps the event store in few parts: merges small ones when they are many, and deletes those that nobody reads any more. Runs
/// do not wait for it. Killed anywhere, or done by two hosts at once, it leaves each log in exactly one part of the ledger's.
/// </summary>
public sealed class TidyStep(LedgerTable ledger, EventStore events, IOptions<StoreOptions> options, TimeProvider time)
{
    // In events that the ledger still names.
    const long SmallPart = 262_144;
    const long MostMerged = 1_048_576;

    /// <summary>
    /// A run reads the parts that the ledger named when it pinned its inputs, and its inputs are deleted after 7 days. A day
    /// more for the step between touching a part and pointing the ledger elsewhere.
    /// </summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromDays(8);

    internal async Task TakeAsync(CancellationToken stop)
    {
        await MergeAsync(stop);
        await DeleteAsync(stop);
    }

    async Task MergeAsync(CancellationToken stop)
    {
        var rows = await ChooseAsync(stop);
        if (rows.Count == 0)
            return;
        var part = await WriteAsync(rows, stop);
        foreach (var old in rows.Select(r => r.Part).Distinct())
            await events.TryTouchAsync(old, stop);
        for (var file = 0; file < rows.Count; file++)
            // A row that changed meanwhile has newer bytes, or another host's merged part: it stays.
            await ledger.TryWriteAsync(rows[file] with { Part = part, PartFile = file }, rows[file], stop);
    }

    /// <summary>The logs of the parts to merge, smallest parts first, in reading order; none while small parts are few.</summary>
    async Task<IReadOnlyList<LedgerRow>> ChooseAsync(CancellationToken stop)
    {
        var rows = new List<LedgerRow>();
        await foreach (var row in ledger.ListAsync(stop))
        {
            if (row.Part.Length > 0 && row.StateValue != LedgerState.Failed)
                rows.Add(row);
        }
        var small = rows.GroupBy(r => r.Part).Select(p => (Rows: p, Events: p.Sum(r => r.Events))).Where(p => p.Events < SmallPart)
            .OrderBy(p => p.Events).ThenBy(p => p.Rows.Key, StringComparer.Ordinal).ToList();
        if (small.Count < options.Value.MergePartsFrom)
            return [];
        var chosen = new List<LedgerRow>();
        var sum = 0L;
        foreach (var part in small)
        {
            sum += part.Events;
            if (sum > MostMerged)
                break;
            chosen.AddRange(part.Rows);
        }
        return [.. chosen.InReadingOrder(r => r.Log)];
    }

    async Task<string> WriteAsync(IReadOnlyList<LedgerRow> rows, CancellationToken stop)
    {
        var stored = await StoredShards.OpenAsync([.. rows.Select(r => (r.Part, r.PartFile))], events, time, stop);
        var shards = new List<IReadOnlyList<EventSegment>>();
        await foreach (var shard in stored.ReadAllAsync(stop))
            shards.Add(shard);
        var (found, expected) = (shards.Sum(shard => shard.Sum(s => (long)RowGroups.Count(s.Records.Span))), rows.Sum(r => r.Events));
        if (found != expected)
        {
            var parts = string.Join(", ", rows.Select(r => r.Part).Distinct());
            throw new InvalidDataException($"The parts {parts} hold {found} events of the ledger's logs, expected {expected}.");
        }
        var part = EventStore.PartOf(rows.Select(r => (r.Log, r.Sha256, r.Definitions, r.Mapping)));
        await events.WriteAsync(part, shard => shards[shard], [.. rows.Select(r => r.Log)], stop);
        return part;
    }

    async Task DeleteAsync(CancellationToken stop)
    {
        var unused = new Dictionary<string, ETag>();
        await foreach (var (part, etag, touched) in events.ListAsync(stop))
        {
            if (touched < time.GetUtcNow() - Grace)
                unused.Add(part, etag);
        }
        // Read after the list: whoever points the ledger at a part of it from now on touches it first, and its ETag is another.
        await foreach (var row in ledger.ListAsync(stop))
        {
            if (row.IsDamaged)
                return; // which part it names is not known
            unused.Remove(row.Part);
        }
        foreach (var (part, etag) in unused)
            await events.TryDeleteAsync(part, etag, stop);
    }
}
