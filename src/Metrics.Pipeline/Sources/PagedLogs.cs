using Metrics.Pipeline.Ledger;

namespace Metrics.Pipeline.Sources;

/// <summary>Pulls logs that come in pages into the inbox.</summary>
public sealed class PagedLogs(SourcePages pages, Inbox inbox, Withdrawals withdrawals)
{
    // STORED with the row of such a page: a page that somebody withdrew does not come back by a pull.
    const string Gone = "pulled again, the log has no such page";

    /// <summary>The first page comes last: with it the log is whole. Pages that the log had before, and has no longer, are withdrawn.</summary>
    /// <returns>False: no page has a line. Those of an earlier pull stay.</returns>
    internal async Task<bool> PullAsync(PulledSource source, DayRange days, CancellationToken stop)
    {
        Stream? first = null;
        try
        {
            var count = 0;
            await foreach (var page in pages.AskAsync(source, days, stop))
            {
                count++;
                if (first is null)
                {
                    first = page.Log;
                    continue;
                }
                await using var log = page.Log;
                await PutAsync(source.LogOf(days, count), log, stop);
            }
            if (first is null)
                return false;
            while (await withdrawals.WithdrawAsync(source.LogOf(days, count + 1), stop, Gone) is not null)
                count++;
            await PutAsync(source.LogOf(days, 1), first, stop);
            return true;
        }
        finally
        {
            if (first is not null)
                await first.DisposeAsync();
        }
    }

    async Task PutAsync(LogName log, Stream page, CancellationToken stop) =>
        await withdrawals.BringBackAsync(await inbox.PutAsync(log, page, long.MaxValue, stop), stop, Gone);
}
