namespace Metrics.Files;

/// <summary>The columns that a kind of table may have, and those without which a record is no header.</summary>
/// <param name="names">By column: its name, then the other headers for it.</param>
/// <param name="needed">Of each of these groups at least one column.</param>
sealed class ColumnNames(string[][] names, int[][] needed)
{
    /// <summary>Columns of a group that an error names.</summary>
    const int MostNamed = 5;

    readonly WordTable _headers = new(names);

    /// <param name="names">By column: its name, then the other headers for it.</param>
    /// <param name="needed">Each of these columns.</param>
    public ColumnNames(string[][] names, params int[] needed)
        : this(names, [.. needed.Select(column => new[] { column })])
    {
    }

    public int Count => names.Length;

    /// <summary>What a record lacks that names these columns, to be a header; a group a text.</summary>
    public IReadOnlyList<Bilingual> Lacking(ReadOnlySpan<bool> named)
    {
        var lacking = new List<Bilingual>();
        foreach (var group in needed)
        {
            if (!IsNamed(group, named))
                lacking.Add(Describe(group));
        }
        return lacking;
    }

    static bool IsNamed(int[] group, ReadOnlySpan<bool> named)
    {
        foreach (var column in group)
        {
            if (named[column])
                return true;
        }
        return false;
    }

    Bilingual Describe(int[] group)
    {
        var (more, shown) = (group.Length > MostNamed ? "…" : "", group.Take(MostNamed).ToList());
        return new(string.Join("或", shown.Select(WithChinese)) + more, string.Join(" or ", shown.Select(c => names[c][0])) + more);
    }

    public string this[int column] => names[column][0];

    /// <summary>A column's names in English and Chinese, <c>case_id（办件编号）</c>.</summary>
    public string WithChinese(int column) => names[column] is [var name, var zh, ..] ? $"{name}（{zh}）" : names[column][0];

    /// <summary>The column that a header names; -1: none of these.</summary>
    public int Find(ReadOnlySpan<byte> header) => _headers.Find(header);
}
