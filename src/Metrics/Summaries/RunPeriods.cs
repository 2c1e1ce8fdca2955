using Metrics.Folding;

namespace Metrics.Summaries;

/// <summary>The periods of a run: those with a day between its first acceptance and as_of.</summary>
static class RunPeriods
{
    /// <summary>Months, quarters and years, in the order of their texts.</summary>
    internal static IReadOnlyCollection<Period> Of(RunResult run)
    {
        var periods = new SortedSet<Period>(Comparer<Period>.Create((a, b) => a.Number.CompareTo(b.Number)));
        if (run.FirstAcceptance is { } first)
        {
            for (var month = first.Month; month <= Day.Of(run.AsOf).Month; month = month.Next)
            {
                var period = Period.OfMonth(month);
                periods.UnionWith([period, period.Wider, period.Wider.Wider]);
            }
        }
        return periods;
    }

    internal static IEnumerable<Period> Years(RunResult run) => Of(run).Where(p => p.Wider == p);

    /// <summary>A period's last day, or as_of if that is earlier.</summary>
    internal static Day LastDay(Period period, RunResult run) => Day.Min(period.LastMonth.LastDay, Day.Of(run.AsOf));
}
