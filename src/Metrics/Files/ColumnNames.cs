namespace Metrics.Files;

/// <summary>The columns that a kind of table may have, and those without which a record is no header.</summary>
/// <param name="names">By column: its name, then the other headers for it.</param>
sealed class ColumnNames(string[][] names, params int[] needed)
{
    readonly WordTable _headers = new(names);

    public int Count => names.Length;

    public ReadOnlySpan<int> Needed => needed;

    public string this[int column] => names[column][0];

    /// <summary>A column's names in English and Chinese, <c>case_id（办件编号）</c>.</summary>
    public string WithChinese(int column) => names[column] is [var name, var zh, ..] ? $"{name}（{zh}）" : names[column][0];

    /// <summary>The column that a header names; -1: none of these.</summary>
    public int Find(ReadOnlySpan<byte> header) => _headers.Find(header);
}
