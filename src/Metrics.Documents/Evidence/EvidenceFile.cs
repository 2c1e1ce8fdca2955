using System.Buffers;
using Metrics.Documents.Columns;
using Metrics.Evidence;

namespace Metrics.Documents.Evidence;

/// <summary>Writes a table of the evidence as Parquet (contract 9): its rows in order of their key, a missing value as NULL.</summary>
public static class EvidenceFile
{
    /// <summary>A table without rows is a file without rows.</summary>
    public static void Write(EvidenceTable table, Stream to)
    {
        using var file = new ColumnFile(to, [.. table.Columns.Select(c => new FileColumn(c.Name, TypeOf(c.Type)))], table.Count);
        file.Begin();
        if (table.Count > 0)
            WriteRows(table, file);
        file.End();
    }

    static void WriteRows(EvidenceTable table, ColumnFile file)
    {
        var (rows, values) = (ArrayPool<int>.Shared.Rent(table.Count), ArrayPool<int>.Shared.Rent(table.Count));
        table.RowsInOrder(rows.AsSpan(0, table.Count));
        foreach (var column in table.Columns)
            Write(column, rows, values.AsSpan(0, table.Count), file);
        ArrayPool<int>.Shared.Return(rows);
        ArrayPool<int>.Shared.Return(values);
    }

    static FileType TypeOf(ColumnType type) => type switch
    {
        ColumnType.Date => FileType.Date,
        ColumnType.Moment => FileType.Timestamp,
        ColumnType.Number => FileType.Int32,
        ColumnType.Flag => FileType.Boolean,
        _ => FileType.Text,
    };

    static void Write(EvidenceColumn column, int[] rows, Span<int> values, ColumnFile file)
    {
        if (column.Type == ColumnType.Text)
        {
            file.Texts(row => column.TextAt(rows[row]));
            return;
        }
        if (column.Type == ColumnType.Moment)
        {
            file.Moments(row => column.MomentAt(rows[row]));
            return;
        }
        var unordered = column.Values;
        for (var i = 0; i < values.Length; i++)
            values[i] = unordered[rows[i]];
        if (column.Type == ColumnType.Word)
            file.Words(values, column.WordOf);
        else if (column.Type == ColumnType.Flag)
            file.Flags(values);
        else
            file.Numbers(values);
    }
}
