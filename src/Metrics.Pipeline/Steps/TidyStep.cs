using Azure;
using Metrics.Pipeline.Ledger;
using Metrics.Pipeline.Store;
using Microsoft.Extensions.Options;

namespace Metrics.Pipeline.Steps;

/// <summary>
/// Keeps the event store in few parts: merges small ones when they are many, writes anew those that do not know their projects, and
/// deletes those that nobody reads any more. Runs do not wait for it. Killed anywhere, or done by two hosts at once, it leaves each log
/// in exactly one part of the ledger's.
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
        try
        {
            await MergeAsync(stop);
        }
        finally
        {
            await DeleteAsync(stop);
        }
    }

    async Task MergeAsync(CancellationToken stop)
    {
        var small = (await FindPartsAsync(stop)).Where(p => EventsOf(p) < SmallPart).ToList();
        if (small.Count >= options.Value.MergePartsFrom)
            await WriteAnewAsync(Take(small), stop);
        // Found after merging: what it wrote knows its projects.
        if (await FindWithoutProjectsAsync(await FindPartsAsync(stop), stop) is { Count: > 0 } parts)
            await WriteAnewAsync(Take(parts), stop);
    }

    async Task WriteAnewAsync(IReadOnlyList<LedgerRow> rows, CancellationToken stop)
    {
        var part = await WriteAsync(rows, stop);
        foreach (var old in rows.Select(r => r.Part).Distinct())
            await events.TryTouchAsync(old, stop);
        for (var file = 0; file < rows.Count; file++)
            // A row that changed meanwhile has newer bytes, or another host's merged part: it stays.
            await ledger.TryWriteAsync(rows[file] with { Part = part, PartFile = file }, rows[file], stop);
    }

    /// <summary>The logs by part, smallest parts first.</summary>
    async Task<List<IGrouping<string, LedgerRow>>> FindPartsAsync(CancellationToken stop)
    {
        var rows = new List<LedgerRow>();
        await foreach (var row in ledger.ListAsync(stop))
        {
            if (row.Part.Length > 0 && row.StateValue is not (LedgerState.Failed or LedgerState.Withdrawn))
                rows.Add(row);
        }
        return [.. rows.GroupBy(r => r.Part).OrderBy(EventsOf).ThenBy(p => p.Key, StringComparer.Ordinal)];
    }

    static long EventsOf(IEnumerable<LedgerRow> rows) => rows.Sum(r => r.Events);

    async Task<List<IGrouping<string, LedgerRow>>> FindWithoutProjectsAsync(List<IGrouping<string, LedgerRow>> parts, CancellationToken stop)
    {
        var found = new List<IGrouping<string, LedgerRow>>();
        foreach (var part in parts)
        {
            if ((await events.OpenAsync(part.Key, stop)).LacksProjects)
                found.Add(part);
        }
        return found;
    }

    /// <summary>The logs of the first parts, as many as become one, in reading order; of a larger one alone.</summary>
    static IReadOnlyList<LedgerRow> Take(List<IGrouping<string, LedgerRow>> parts)
    {
        var chosen = new List<LedgerRow>();
        var sum = 0L;
        foreach (var part in parts)
        {
            sum += EventsOf(part);
            if (sum > MostMerged && chosen.Count > 0)
                break;
            chosen.AddRange(part);
        }
        return [.. chosen.InReadingOrder(r => r.Log)];
    }

    async Task<string> WriteAsync(IReadOnlyList<LedgerRow> rows, CancellationToken stop)
    {
        var stored = await StoredShards.OpenAsync([.. rows.Select(r => (r.Part, r.PartFile))], events, time, stop);
        using var shards = await SpooledShards.ReadAsync(stored, stop);
        if (EventsOf(rows) is var expected && shards.Events != expected)
        {
            var parts = string.Join(", ", rows.Select(r => r.Part).Distinct());
            throw new InvalidDataException($"The parts {parts} hold {shards.Events} events of the ledger's logs, expected {expected}.");
        }
        var part = EventStore.PartOf(rows.Select(r => (r.Log, r.Sha256, r.Definitions, r.Mapping)));
        await events.WriteAsync(part, shards.Read, [.. rows.Select(r => r.Log)], stop);
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
