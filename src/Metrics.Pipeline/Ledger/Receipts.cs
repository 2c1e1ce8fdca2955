using Metrics.Pipeline.Account;

namespace Metrics.Pipeline.Ledger;

/// <summary>The containers <c>receipts</c> and <c>quarantine</c>: one blob a file version, written once.</summary>
public sealed class Receipts(DataAccount account)
{
    /// <exception cref="DamagedBlobException">It is damaged.</exception>
    public async Task<Receipt?> FindAsync(LedgerRow row, CancellationToken stop) =>
        await account.Receipts.ReadOrNullAsync(row.ReceiptBlob, "Push the log again.", stop) is { } json ? StoredJson.Read<Receipt>(json) : null;

    /// <summary>The rejected lines, NDJSON; none: an empty one.</summary>
    /// <exception cref="DamagedBlobException">They are damaged; of many their last read says so.</exception>
    public async Task<Stream> OpenRejectedAsync(LedgerRow row, CancellationToken stop) =>
        await account.Quarantine.OpenOrNullAsync(Path.ChangeExtension(row.ReceiptBlob, ".ndjson"), "Push the log again.", stop) ?? Stream.Null;

    /// <summary>Whether the receipt is there as it was written.</summary>
    internal async Task<bool> IsWholeAsync(LedgerRow row, CancellationToken stop)
    {
        try
        {
            return await FindAsync(row, stop) is not null;
        }
        catch (DamagedBlobException)
        {
            return false;
        }
    }

    /// <summary>
    /// Keeps the rejected lines, then the receipt. The first receipt of the same bytes stays, until they are read under newer
    /// definitions or by another mapping.
    /// </summary>
    /// <param name="rejectedLines">NDJSON; null: there is none.</param>
    internal async Task WriteAsync(Receipt receipt, Stream? rejectedLines, CancellationToken stop)
    {
        var name = $"{new LogName(receipt.Source, receipt.Name).Key}/{receipt.Sha256}";
        while (!await TryWriteAsync(name, receipt, rejectedLines, stop) && await IsOtherAsync(name, receipt, stop))
        {
            await account.Quarantine.DeleteBlobIfExistsAsync(name + ".ndjson", cancellationToken: stop);
            await account.Receipts.DeleteBlobIfExistsAsync(name + ".json", cancellationToken: stop);
        }
    }

    /// <returns>False: there is a receipt.</returns>
    async Task<bool> TryWriteAsync(string name, Receipt receipt, Stream? rejectedLines, CancellationToken stop)
    {
        if (rejectedLines is not null)
            await account.Quarantine.TryWriteOnceAsync(name + ".ndjson", rejectedLines, "application/x-ndjson", stop);
        return await account.Receipts.TryWriteOnceAsync(name + ".json", StoredJson.Bytes(receipt), "application/json", null, stop);
    }

    /// <summary>Whether the receipt that is there was read under earlier definitions or by another mapping, or is damaged.</summary>
    async Task<bool> IsOtherAsync(string name, Receipt receipt, CancellationToken stop)
    {
        try
        {
            return await account.Receipts.ReadOrNullAsync(name + ".json", "", stop) is { } json
                && StoredJson.Read<Receipt>(json) is var there
                && (there.Definitions < receipt.Definitions || there.MappingSha256 != receipt.MappingSha256);
        }
        catch (DamagedBlobException)
        {
            return true;
        }
    }
}
