namespace Metrics.Documents.Columns;

/// <summary>What Parquet calls a column's type.</summary>
public enum FileType
{
    Text,
    /// <summary>Days; given by their number since 0001-01-01.</summary>
    Date,
    /// <summary>Microseconds of no time zone.</summary>
    Timestamp,
    Number,
    Boolean,
}

/// <summary>A column of a file.</summary>
/// <param name="IsRequired">Every row has a value; else any may be missing.</param>
public sealed record FileColumn(string Name, FileType Type, bool IsRequired = false);
