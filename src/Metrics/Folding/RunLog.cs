using Metrics.CaseLogs;

namespace Metrics.Folding;

/// <summary>A log of a run: what reading it gave, and what identity and reference data made of its lines.</summary>
/// <param name="Quality">Null: the file is refused, and has no row in <c>quality</c>.</param>
public sealed record RunLog(LogTally Tally, FileQuality? Quality)
{
    /// <summary>By source, then file name, as bytes; without those that later snapshots replace.</summary>
    internal static IReadOnlyList<RunLog> InOrder(PartialResult merged, IReadOnlyList<LogTally> tallies) =>
    [
        .. tallies.Index().Where(t => !t.Item.IsReplaced)
            .Select(t => new RunLog(t.Item, t.Item.Refusal is null ? FileQuality.Of(t.Item, merged.Files[t.Index]) : null))
            .OrderBy(log => log.Tally.File.Source, Utf8Order.Instance).ThenBy(log => log.Tally.File.Name, Utf8Order.Instance),
    ];
}
