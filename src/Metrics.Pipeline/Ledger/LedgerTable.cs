using System.Runtime.CompilerServices;
using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;
using Metrics.CaseLogs;
using Metrics.Mappings;
using Metrics.Pipeline.Account;

namespace Metrics.Pipeline.Ledger;

/// <summary>What became of the newest bytes of a log.</summary>
public enum LedgerState
{
    /// <summary>Its events are in the store.</summary>
    Taken,
    /// <summary>It cannot be read as a case log; it is kept in the inbox.</summary>
    Refused,
    /// <summary>Taking it in failed at every try: <see cref="LedgerRow.Failure"/>.</summary>
    Failed,
    /// <summary>It was taken back, and counts in no run: <see cref="LedgerRow.WithdrawnAt"/>.</summary>
    Withdrawn,
}

/// <summary>A row of the table <c>Ledger</c>: one log file. STORED: renaming a property is a data migration.</summary>
public sealed record LedgerRow : ITableEntity
{
    public string PartitionKey { get; set; } = LedgerTable.Partition;
    public string RowKey { get; set; } = "";
    public DateTimeOffset? Timestamp { get; set; }
    public ETag ETag { get; set; }

    public string Source { get; set; } = "";
    public string Name { get; set; } = "";
    public string State { get; set; } = "";
    /// <summary>ETag of the inbox blob that was read.</summary>
    public string InboxETag { get; set; } = "";
    public string Sha256 { get; set; } = "";
    public long Bytes { get; set; }
    public long Lines { get; set; }
    /// <summary>Well-formed lines, which are in the store.</summary>
    public long Events { get; set; }
    /// <summary>Lines that reading rejected, by reason: <see cref="RejectedCounts"/>.</summary>
    public string Rejected { get; set; } = "";
    /// <summary>Blob in <c>events</c> that holds the events, and the file's number in it; empty for a refused log.</summary>
    public string Part { get; set; } = "";
    public int PartFile { get; set; }
    public string Refusal { get; set; } = "";
    public string RefusalZh { get; set; } = "";
    /// <summary><see cref="CaseLogReader.Definitions"/> of the program that read the bytes; 1 in rows that do not say.</summary>
    public int Definitions { get; set; } = 1;
    /// <summary><see cref="Mapping.Sha256"/> of the mapping that read the bytes; empty: none did.</summary>
    public string Mapping { get; set; } = "";
    /// <summary>
    /// Why runs leave these bytes out, until they are pushed again; empty: the next run tries them again. Of withdrawn ones: why, where
    /// nobody asked for it.
    /// </summary>
    public string Failure { get; set; } = "";
    /// <summary>When these bytes were first taken in; null in rows of earlier versions: when the row last changed.</summary>
    public DateTimeOffset? TakenAt { get; set; }
    /// <summary>When the log was withdrawn; null: it was not.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }
    /// <summary><see cref="RowChecksum{TRow}"/>; empty in rows of earlier versions.</summary>
    public string Checksum { get; set; } = "";

    /// <summary>Whether the row is not as it was written: of what it told, nothing but the key is known.</summary>
    [IgnoreDataMember]
    public bool IsDamaged { get; init; }
    [IgnoreDataMember]
    public LogName Log => new(Source, Name);
    [IgnoreDataMember]
    public LedgerState StateValue => Enum.Parse<LedgerState>(State);
    [IgnoreDataMember]
    public bool IsLeftOut => StateValue == LedgerState.Failed && Failure.Length > 0;
    [IgnoreDataMember]
    public string ReceiptBlob => $"{RowKey}/{Sha256}.json";

    /// <summary>Whether these bytes of the log were taken in, or refused, by the definitions of this program and the mapping that fits now.</summary>
    internal bool IsTaken(string etag, MappingSet mappings) => InboxETag == etag && StateValue is LedgerState.Taken or LedgerState.Refused
        && Definitions >= CaseLogReader.Definitions && Mapping == mappings.HashFor(Source, Name);

    /// <summary>Whether a run has nothing to do for these bytes of the log.</summary>
    internal bool Settles(string etag, MappingSet mappings) => IsTaken(etag, mappings) || IsWithdrawn(etag) || InboxETag == etag && IsLeftOut;

    /// <summary>Whether these bytes of the log were withdrawn.</summary>
    internal bool IsWithdrawn(string etag) => InboxETag == etag && StateValue == LedgerState.Withdrawn;
}

/// <summary>
/// The table of the log files that were taken in. A damaged row is read as that of a log that could not be taken in: the next run,
/// or a push, writes it anew.
/// </summary>
public sealed class LedgerTable(DataAccount account)
{
    internal const string Partition = "log";

    public async Task<LedgerRow?> FindAsync(LogName log, CancellationToken stop) =>
        await account.Ledger.GetEntityIfExistsAsync<LedgerRow>(Partition, log.Key, cancellationToken: stop) is { HasValue: true } row
            ? Checked(row.Value!) : null;

    public async IAsyncEnumerable<LedgerRow> ListAsync([EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var row in account.Ledger.QueryAsync<LedgerRow>(r => r.PartitionKey == Partition, cancellationToken: stop))
            yield return Checked(row);
    }

    /// <summary>Writes a row over the one that was read (null: over none).</summary>
    /// <returns>False: another instance was faster, and the row must be read again.</returns>
    public async Task<bool> TryWriteAsync(LedgerRow row, LedgerRow? over, CancellationToken stop)
    {
        row = row with { Checksum = RowChecksum<LedgerRow>.Of(row) };
        try
        {
            if (over is null)
                await account.Ledger.AddEntityAsync(row, stop);
            else
                await account.Ledger.UpdateEntityAsync(row, over.ETag, TableUpdateMode.Replace, stop);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return false;
        }
    }

    static LedgerRow Checked(LedgerRow row) => row.Checksum.Length == 0 || row.Checksum == RowChecksum<LedgerRow>.Of(row) ? row
        : new() { RowKey = row.RowKey, ETag = row.ETag, Source = row.Source, Name = row.Name, State = nameof(LedgerState.Failed), IsDamaged = true };
}
