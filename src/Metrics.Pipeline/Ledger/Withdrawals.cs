namespace Metrics.Pipeline.Ledger;

/// <summary>
/// Logs that were taken back. One that is withdrawn counts in no run that pins its logs from then on; bytes, events and receipt are
/// kept. It comes back when it is pushed, or when other bytes come under its name.
/// </summary>
public sealed class Withdrawals(LedgerTable ledger, Inbox inbox, TimeProvider time)
{
    /// <summary>
    /// Withdraws the bytes that are there now. Once more changes nothing, but that somebody may ask for what has another reason so far.
    /// </summary>
    /// <param name="reason">Kept with the row, for <see cref="BringBackAsync"/>; empty: somebody asked for it.</param>
    /// <returns>Null: no log came under this name.</returns>
    internal async Task<LedgerRow?> WithdrawAsync(LogName log, CancellationToken stop, string reason = "")
    {
        while (true)
        {
            var there = await ledger.FindAsync(log, stop);
            var newest = await inbox.FindAsync(log, stop);
            if (there is null && newest is null)
                return null;
            var etag = newest?.ETag ?? there!.InboxETag;
            if (there?.IsWithdrawn(etag) == true && (reason.Length > 0 || there.Failure.Length == 0))
                return there;
            // Nothing of a damaged row is kept: its names may be damaged, too.
            var row = (there is { IsDamaged: false } ? there : new() { RowKey = log.Key, Source = log.Source, Name = log.Name }) with
            {
                State = nameof(LedgerState.Withdrawn),
                InboxETag = etag,
                Failure = reason,
                WithdrawnAt = time.GetUtcNow(),
            };
            if (await ledger.TryWriteAsync(row, there, stop))
                return row;
        }
    }

    /// <summary>Lets bytes that have come again be taken in, though they were withdrawn.</summary>
    /// <param name="reason">Only those that were withdrawn for it; null: all.</param>
    internal async Task BringBackAsync(LogVersion come, CancellationToken stop, string? reason = null)
    {
        while (await ledger.FindAsync(come.Log, stop) is { } there && there.IsWithdrawn(come.ETag) && (reason ?? there.Failure) == there.Failure)
        {
            var row = there with { State = nameof(LedgerState.Failed), InboxETag = "", Failure = "", WithdrawnAt = null };
            if (await ledger.TryWriteAsync(row, there, stop))
                return;
        }
    }
}
