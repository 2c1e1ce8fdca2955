using Metrics.CaseLogs;
using Metrics.Folding;

namespace Metrics.Summaries;

/// <summary>A log of a run: what reading it gave, and what identity and reference data made of it.</summary>
sealed record LogOutcome(LogTally Tally, FileIdentity Identity)
{
    /// <summary>By source, then file name, as bytes.</summary>
    internal static IEnumerable<LogOutcome> InOrder(PartialResult merged, IReadOnlyList<LogTally> tallies) =>
        tallies.Select((tally, i) => new LogOutcome(tally, merged.Files[i]))
            .OrderBy(log => log.Tally.File.Source, Utf8Order.Instance).ThenBy(log => log.Tally.File.Name, Utf8Order.Instance);
}
