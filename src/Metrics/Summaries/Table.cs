namespace Metrics.Summaries;

/// <summary>A table of the summary (contract section 4): texts as they are written, rows in order.</summary>
/// <param name="Keys">The first columns are keys.</param>
public sealed record Table(string Name, int Keys, IReadOnlyList<string> Columns, IReadOnlyList<string[]> Rows)
{
    /// <summary>UTF-8 CSV, no BOM, header, LF, quoted only where needed.</summary>
    public byte[] ToCsv() => throw new NotSupportedException();
}
