using Azure;
using Azure.Data.Tables;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Ledger;

namespace Metrics.Pipeline.Sources;

/// <summary>A row of the table <c>Ledger</c>: how far a pulled source has come. STORED: renaming a property is a data migration.</summary>
public sealed record WatermarkRow : ITableEntity
{
    public string PartitionKey { get; set; } = Watermarks.Partition;
    /// <summary>Of the source's name as it is set: <see cref="LogName.Key"/>.</summary>
    public string RowKey { get; set; } = "";
    public DateTimeOffset? Timestamp { get; set; }
    public ETag ETag { get; set; }

    /// <summary>All days up to this one are in the store; <c>yyyy-MM-dd</c>.</summary>
    public string Until { get; set; } = "";
    /// <summary>The first and the last day of the window that was asked for last; empty: none.</summary>
    public string From { get; set; } = "";
    public string To { get; set; } = "";
    /// <summary><see cref="RowChecksum{TRow}"/>.</summary>
    public string Checksum { get; set; } = "";
}
