using Metrics.CaseLogs;

namespace Metrics.Folding;

/// <summary>A log of a run: what reading it gave, and what identity and reference data made of its lines.</summary>
/// <param name="Quality">Null: the file is refused, and has no row in <c>quality</c>.</param>
public sealed record RunLog(LogTally Tally, FileQuality? Quality)
{
    /// <summary>By source, then file name, as bytes.</summary>
    internal static IReadOnlyList<RunLog> InOrder(PartialResult merged, IReadOnlyList<LogTally> tallies) =>
    [
        .. tallies.Select((tally, i) => new RunLog(tally, tally.Refusal is null ? FileQuality.Of(tally, merged.Files[i]) : null))
            .OrderBy(log => log.Tally.File.Source, Utf8Order.Instance).ThenBy(log => log.Tally.File.Name, Utf8Order.Instance),
    ];
}
