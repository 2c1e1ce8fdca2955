using Metrics.Documents.Changes;

namespace Metrics.Documents.Page.Content;

/// <summary>What an older publication said differently of closed periods.</summary>
/// <param name="Shown">Of the whole city, the first ones.</param>
/// <param name="Count">Of all rows.</param>
sealed record ChangesSince(Comparison Comparison, IReadOnlyList<Change> Shown, long Count)
{
    const int Most = 100;

    internal static async Task<ChangesSince> ReadAsync(Comparison comparison, CancellationToken stop)
    {
        var (shown, count) = (new List<Change>(), 0L);
        await foreach (var change in comparison.ChangesAsync(stop))
        {
            count++;
            if (shown.Count < Most && change.IsAtAGlance)
                shown.Add(change);
        }
        return new(comparison, shown, count);
    }
}
