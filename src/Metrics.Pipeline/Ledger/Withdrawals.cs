namespace Metrics.Pipeline.Ledger;

/// <summary>
/// Logs that were taken back. One that is withdrawn counts in no run that pins its logs from then on; bytes, events and receipt are
/// kept. It comes back when it is pushed, or when other bytes come under its name.
/// </summary>
public sealed class Withdrawals(LedgerTable ledger, Inbox inbox, TimeProvider time)
{
    /// <summary>Withdraws the bytes that are there now; once more changes nothing.</summary>
    /// <returns>Null: no log came under this name.</returns>
    internal async Task<LedgerRow?> WithdrawAsync(LogName log, CancellationToken stop)
    {
        while (true)
        {
            var there = await ledger.FindAsync(log, stop);
            var newest = await inbox.FindAsync(log, stop);
            if (there is null && newest is null)
                return null;
            var etag = newest?.ETag ?? there!.InboxETag;
            if (there?.IsWithdrawn(etag) == true)
                return there;
            // Nothing of a damaged row is kept: its names may be damaged, too.
            var row = (there is { IsDamaged: false } ? there : new() { RowKey = log.Key, Source = log.Source, Name = log.Name }) with
            {
                State = nameof(LedgerState.Withdrawn),
                InboxETag = etag,
                Failure = "",
                WithdrawnAt = time.GetUtcNow(),
            };
            if (await ledger.TryWriteAsync(row, there, stop))
                return row;
        }
    }

    /// <summary>Lets bytes that were pushed be taken in, though they were withdrawn.</summary>
    internal async Task BringBackAsync(LogVersion pushed, CancellationToken stop)
    {
        while (await ledger.FindAsync(pushed.Log, stop) is { } there && there.IsWithdrawn(pushed.ETag))
        {
            var row = there with { State = nameof(LedgerState.Failed), InboxETag = "", WithdrawnAt = null };
            if (await ledger.TryWriteAsync(row, there, stop))
                return;
        }
    }
}
