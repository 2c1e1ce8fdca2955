using Metrics.Calendars;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Ledger;
using Metrics.Pipeline.Runs;
using Metrics.Pipeline.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Metrics.Pipeline.Sources;

/// <summary>Says of each source how long it has sent no new log: the line that the alert of silent sources reads.</summary>
public sealed class SourceSilence(LedgerTable ledger, RunRequests requests, IOptions<SourceOptions> options, ILogger<SourceSilence> logger)
{
    // A folder in the inbox may have any name, and a row has room for so many.
    const int MostShown = 100;
    const int LongestShown = 100;

    /// <returns>
    /// The sources without a new log for a working day or more, the longest silence first. Before them those without a log that counts:
    /// they are pulled and never sent one, or all were withdrawn.
    /// </returns>
    internal async Task<IReadOnlyList<SilentSource>> TellAsync(CalendarBook calendars, CancellationToken stop)
    {
        var (heard, withdrawn) = await HeardAsync(stop);
        var silent = options.Value.Sources.Select(s => s.Source).Union(withdrawn).Where(s => !heard.ContainsKey(s))
            .Select(s => new SilentSource(s.Cut(LongestShown), null)).ToList();
        foreach (var (source, at) in heard.OrderBy(h => h.Key, StringComparer.Ordinal))
        {
            var days = WholeDays(calendars.National, at, requests.Today);
            logger.SourceHeard(days, source);
            if (days > 0)
                silent.Add(new(source.Cut(LongestShown), days));
        }
        return [.. silent.OrderByDescending(s => s.WorkingDays ?? int.MaxValue).Take(MostShown)];
    }

    /// <summary>When the newest bytes of each source were taken in that are not withdrawn, and the sources of those that are, by name.</summary>
    async Task<(Dictionary<string, DateTimeOffset> Heard, SortedSet<string> Withdrawn)> HeardAsync(CancellationToken stop)
    {
        var (heard, withdrawn) = (new Dictionary<string, DateTimeOffset>(), new SortedSet<string>(StringComparer.Ordinal));
        await foreach (var row in ledger.ListAsync(stop))
        {
            var at = row.StateValue is LedgerState.Taken or LedgerState.Refused ? row.TakenAt ?? row.Timestamp : null;
            if (at > heard.GetValueOrDefault(row.Source))
                heard[row.Source] = at.Value;
            if (row.StateValue == LedgerState.Withdrawn)
                withdrawn.Add(row.Source);
        }
        return (heard, withdrawn);
    }

    /// <summary>
    /// Working days after the day of the last log and before today, both in China: a hall that is closed over a weekend or a
    /// holiday is not silent, and today is not over.
    /// </summary>
    internal static int WholeDays(Calendar national, DateTimeOffset lastLog, DateOnly today) =>
        Math.Max(0, national.Count(Day.Of(RunRequests.DayOf(lastLog)), Day.Of(today) - 1));
}
