namespace Metrics.Documents.Workbooks;

/// <summary>How a number is shown; the cell holds all of it.</summary>
public enum CellFormat
{
    Text,
    /// <summary>A whole number.</summary>
    Count,
    /// <summary>A part of one, as per cent with two decimals.</summary>
    Rate,
    /// <summary>Two decimals.</summary>
    Mean,
    /// <summary>A day.</summary>
    Date,
}

/// <summary>A column of a sheet.</summary>
/// <param name="Width">In characters.</param>
public sealed record SheetColumn(Bilingual Head, CellFormat Format = CellFormat.Text, double Width = 14);
