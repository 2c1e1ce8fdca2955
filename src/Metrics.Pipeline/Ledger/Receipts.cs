using Metrics.Pipeline.Account;

namespace Metrics.Pipeline.Ledger;

/// <summary>The containers <c>receipts</c> and <c>quarantine</c>: one blob a file version, written once.</summary>
public sealed class Receipts(DataAccount account)
{
    public async Task<Receipt?> FindAsync(LedgerRow row, CancellationToken stop) =>
        await account.Receipts.ReadOrNullAsync(row.ReceiptBlob, "Push the log again.", stop) is { } json ? StoredJson.Read<Receipt>(json) : null;

    /// <summary>Keeps the rejected lines, then the receipt. The first receipt of the same bytes stays.</summary>
    /// <param name="rejectedLines">NDJSON; null: there is none.</param>
    internal async Task WriteAsync(Receipt receipt, Stream? rejectedLines, CancellationToken stop)
    {
        var name = $"{new LogName(receipt.Source, receipt.Name).Key}/{receipt.Sha256}";
        if (rejectedLines is not null)
            await account.Quarantine.TryWriteOnceAsync(name + ".ndjson", rejectedLines, "application/x-ndjson", stop);
        await account.Receipts.TryWriteOnceAsync(name + ".json", StoredJson.Bytes(receipt), "application/json", null, stop);
    }
}
