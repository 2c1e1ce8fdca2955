using Metrics.CaseLogs;
using Metrics.Cube;
using Metrics.Policies;

namespace Metrics.Summaries;

/// <summary>The ten tables of a run.</summary>
public sealed class Summary
{
    /// <param name="tallies">What reading each file gave; the index is the file's ordinal. Refused files have no row in <c>quality</c>.</param>
    /// <param name="merged">The sum of the folds of all shards.</param>
    public static Summary From(PartialResult merged, IReadOnlyList<LogTally> tallies, Reference reference, DateOnly asOf) =>
        throw new NotSupportedException();

    public DateOnly AsOf { get; }
    public IReadOnlyList<Table> Tables { get; } = [];
    /// <summary>The first provisional day from the first acceptance to as_of, or null.</summary>
    public DateOnly? Provisional { get; }
}
