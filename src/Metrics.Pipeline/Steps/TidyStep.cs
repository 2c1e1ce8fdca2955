using Azure;
using Metrics.Pipeline.Ledger;
using Metrics.Pipeline.Runs;
using Metrics.Pipeline.Store;
using Microsoft.Extensions.Options;

namespace Metrics.Pipeline.Steps;

/// <summary>
/// Keeps the event store in few parts: merges small ones when they are many, writes anew those that do not know their projects, gives
/// columns to those that have none yet, and deletes those that nobody reads any more. Runs do not wait for it. Killed anywhere, or done by
/// two hosts at once, it leaves each log in exactly one part of the ledger's.
/// </summary>
public sealed class TidyStep(LedgerTable ledger, EventStore events, StepSender sender, IOptions<StoreOptions> options, TimeProvider time)
{
    // In events that the ledger still names.
    const long SmallPart = 262_144;
    const long MostMerged = 1_048_576;

    /// <summary>Events whose columns one step writes, which takes some seconds; of a larger part alone.</summary>
    internal long MostColumns { get; init; } = 4_194_304;

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
            var parts = await FindUnfinishedAsync(stop);
            await AddProjectsAsync(parts, stop);
            await AddColumnsAsync(parts, stop);
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
            await WriteAnewAsync(Take(small, MostMerged), stop);
    }

    async Task AddProjectsAsync(List<Unfinished> parts, CancellationToken stop)
    {
        if (parts.Where(p => p.LacksProjects).Select(p => p.Rows).ToList() is { Count: > 0 } without)
            await WriteAnewAsync(Take(without, MostMerged), stop);
    }

    /// <summary>To some parts at a time; another step goes on with those that are left.</summary>
    async Task AddColumnsAsync(List<Unfinished> parts, CancellationToken stop)
    {
        var without = parts.Where(p => p.LacksColumns).Select(p => p.Rows).ToList();
        var chosen = Take(without, MostColumns).Select(r => r.Part).Distinct().ToList();
        foreach (var part in chosen)
            await AddColumnsAsync(part, stop);
        if (chosen.Count < without.Count)
            await sender.SendAsync(new(WorkStep.Tidy), stop);
    }

    async Task AddColumnsAsync(string part, CancellationToken stop)
    {
        // Also those of its logs that the ledger no longer names: the columns say what the packed events say.
        var files = await (await events.OpenAsync(part, stop)).ReadFilesAsync(stop);
        var stored = await StoredShards.OpenAsync([.. files.Select((_, file) => (part, file))], events, time, stop);
        using var shards = await stored.SpoolAsync(stop);
        await events.WriteColumnsAsync(part, shards.Read, files, stop);
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

    /// <summary>A part that was written by an earlier version, or so that a publication need not wait for it.</summary>
    sealed record Unfinished(IGrouping<string, LedgerRow> Rows, bool LacksProjects, bool LacksColumns);

    async Task<List<Unfinished>> FindUnfinishedAsync(CancellationToken stop)
    {
        var found = new List<Unfinished>();
        foreach (var rows in await FindPartsAsync(stop))
        {
            var part = await events.OpenAsync(rows.Key, stop);
            if (part.LacksProjects || part.LacksColumns)
                found.Add(new(rows, part.LacksProjects, part.LacksColumns));
        }
        return found;
    }

    /// <summary>The logs of the first parts, up to so many events, in reading order; of a larger one alone.</summary>
    static IReadOnlyList<LedgerRow> Take(List<IGrouping<string, LedgerRow>> parts, long most)
    {
        var chosen = new List<LedgerRow>();
        var sum = 0L;
        foreach (var part in parts)
        {
            sum += EventsOf(part);
            if (sum > most && chosen.Count > 0)
                break;
            chosen.AddRange(part);
        }
        return [.. chosen.InReadingOrder(r => r.Log)];
    }

    async Task<string> WriteAsync(IReadOnlyList<LedgerRow> rows, CancellationToken stop)
    {
        var stored = await StoredShards.OpenAsync([.. rows.Select(r => (r.Part, r.PartFile))], events, time, stop);
        using var shards = await stored.SpoolAsync(stop);
        if ((EventsOf(rows), shards.CountEvents()) is var (expected, found) && found != expected)
        {
            var parts = string.Join(", ", rows.Select(r => r.Part).Distinct());
            throw new InvalidDataException($"The parts {parts} hold {found} events of the ledger's logs, expected {expected}.");
        }
        var part = EventStore.PartOf(rows.Select(r => (r.Log, r.Sha256, r.Definitions, r.Mapping)));
        await events.WriteAsync(part, shards.Read, [.. rows.Select(r => r.Log)], withColumns: true, stop);
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
