using Metrics.Documents.Changes;
using Metrics.Documents.Published;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Runs;
using Metrics.Summaries;

namespace Metrics.Pipeline.Publishing;

/// <summary>What a new publication changes in closed periods (contract 10), for the record of its run.</summary>
public sealed class ChangesBefore(Publications publications)
{
    /// <param name="before">Id of the earlier publication; null: there was none.</param>
    /// <returns>Null: there was no publication before, or it cannot be compared. Then why; null: there is nothing to say.</returns>
    internal async Task<(RunChanges? Changes, string? Fault)> CountAsync(string? before, Publication publication, CancellationToken stop)
    {
        if (before is null)
            return (null, null);
        try
        {
            var after = await PublicationReader.OpenAsync(
                (name, _) => Task.FromResult<Stream?>(publication.Files.TryGetValue(name, out var bytes) ? new MemoryStream(bytes) : null), stop);
            return (await CountAsync(new(await publications.ReadAsync(before, stop), after), stop), null);
        }
        catch (Exception e) when (e is DamagedBlobException or RefusedException)
        {
            return (null, $"publications/{before} cannot be compared; what changed in closed periods is not counted: {e.Message}"
                + " (无法与上次发布比较，未统计已结束期间的数据修订。)");
        }
    }

    static async Task<RunChanges> CountAsync(Comparison comparison, CancellationToken stop)
    {
        var moved = 0L;
        Change? largest = null;
        await foreach (var change in comparison.ChangesAsync(stop))
        {
            moved++;
            if (largest is null || change.Size > largest.Size)
                largest = change;
        }
        return new(comparison.Before.Id, moved, largest is null ? null
            : new(largest.Table, largest.Keys.ToDictionary(), largest.Column, largest.Before.Number, largest.After.Number));
    }
}
