using Metrics.Folding;

namespace Metrics.Summaries;

/// <summary>The periods of a run: those with a day between its first acceptance and as_of.</summary>
static class RunPeriods
{
    /// <summary>Months, quarters and years, in the order of their texts.</summary>
    internal static IEnumerable<Period> Of(RunResult run) => run.FirstAcceptance is { } first ? Period.Between(first, Day.Of(run.AsOf)) : [];

    /// <summary>A period's last day, or as_of if that is earlier.</summary>
    internal static Day LastDay(Period period, RunResult run) => Day.Min(period.LastDay, Day.Of(run.AsOf));
}
