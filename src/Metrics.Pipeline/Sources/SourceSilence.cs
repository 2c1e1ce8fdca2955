using Metrics.Calendars;
using Metrics.Pipeline.Ledger;
using Metrics.Pipeline.Runs;
using Metrics.Pipeline.Telemetry;
using Microsoft.Extensions.Logging;

namespace Metrics.Pipeline.Sources;

/// <summary>Says of each source how long it has sent no new log: the line that the alert of silent sources reads.</summary>
public sealed class SourceSilence(LedgerTable ledger, RunRequests requests, ILogger<SourceSilence> logger)
{
    internal async Task TellAsync(CalendarBook calendars, CancellationToken stop)
    {
        var heard = new Dictionary<string, DateTimeOffset>();
        await foreach (var row in ledger.ListAsync(stop))
        {
            if (row is { StateValue: not (LedgerState.Failed or LedgerState.Withdrawn), Timestamp: { } at } && at > heard.GetValueOrDefault(row.Source))
                heard[row.Source] = at;
        }
        foreach (var (source, at) in heard.OrderBy(h => h.Key, StringComparer.Ordinal))
            logger.SourceHeard(WholeDays(calendars.National, at, requests.Today), source);
    }

    /// <summary>
    /// Working days after the day of the last log and before today, both in China: a hall that is closed over a weekend or a
    /// holiday is not silent, and today is not over.
    /// </summary>
    internal static int WholeDays(Calendar national, DateTimeOffset lastLog, DateOnly today) =>
        Math.Max(0, national.Count(Day.Of(RunRequests.DayOf(lastLog)), Day.Of(today) - 1));
}
