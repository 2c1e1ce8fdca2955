using Metrics.Cube;
using Metrics.Policies;

namespace Metrics.Cases;

/// <summary>Folds the events of a shard, case by case, into a partial result. Pure.</summary>
public static class ShardFold
{
    /// <param name="segments">The shard's records by file, chunk, line.</param>
    /// <param name="files">Number of files of the run; segments name them by ordinal.</param>
    /// <param name="asOf">Day number: events after the end of that day are not there.</param>
    public static PartialResult Fold(IReadOnlyList<EventSegment> segments, int files, Reference reference, int asOf) =>
        throw new NotSupportedException();
}
