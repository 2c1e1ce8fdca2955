using System.Runtime.CompilerServices;
using Metrics.Documents.Published;

namespace Metrics.Documents.Changes;

/// <summary>Why a number is not what it was (contract 10): two publications side by side.</summary>
/// <param name="replayed">Of a replay: each publication between the two, with what it changed; the last change leads to the newer one itself.</param>
public sealed class Comparison(PublicationReader before, PublicationReader after, Replayed? replayed = null)
{
    readonly IReadOnlyList<PublicationReader> _publications = [before, .. replayed?.Between ?? [], after];

    public PublicationReader Before => before;

    public PublicationReader After => after;

    /// <summary>The reasons that were replayed, in order; null: nothing was.</summary>
    public IReadOnlyList<Reason>? Replayed => replayed?.Reasons;

    /// <summary>The earlier of the two days: periods that ended by then are closed.</summary>
    public Day Through { get; } = Day.Min(Day.Of(before.Manifest.AsOf), Day.Of(after.Manifest.AsOf));

    public IReadOnlyList<Cause> Causes { get; } = Cause.Of(before.Manifest, after.Manifest);

    /// <summary>Every number of a closed period that differs, table by table, in the order of their rows.</summary>
    /// <exception cref="RefusedException">A table is damaged.</exception>
    public async IAsyncEnumerable<Change> ChangesAsync([EnumeratorCancellation] CancellationToken stop)
    {
        foreach (var name in after.Tables.Union(before.Tables).OrderBy(TableWords.PlaceOf))
        {
            if (before.HashOf(name) == after.HashOf(name))
                continue;
            var tables = new List<PublishedTable?>();
            foreach (var publication in _publications)
                tables.Add(await publication.TableAsync(name, stop));
            var comparison = new TableComparison(tables, replayed?.Reasons ?? []);
            if (!comparison.HasPeriods)
            {
                tables.ForEach(t => t?.Dispose());
                continue;
            }
            await foreach (var change in comparison.ChangesAsync(Through, stop))
                yield return change;
        }
    }
}
