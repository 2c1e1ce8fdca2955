using System.Buffers;
using System.Text;
using Metrics.Documents.Columns;
using Metrics.Evidence;

namespace Metrics.Documents.Evidence;

/// <summary>Writes a table of the evidence as Parquet (contract 9): its rows in order of their key, a missing value as NULL.</summary>
public static class EvidenceFile
{
    /// <summary>A table without rows is a file without rows.</summary>
    /// <param name="room">One table is written in it at a time.</param>
    public static void Write(EvidenceTable table, Stream to, ColumnRoom room)
    {
        var file = new ColumnFile(to, [.. table.Columns.Select(c => new FileColumn(c.Name, TypeOf(c.Type)))]);
        file.Begin();
        if (table.Count > 0)
        {
            var group = file.Open(table.Count, room);
            Fill(group, table);
            file.Write(group);
        }
        file.End();
    }

    static void Fill(ColumnGroup group, EvidenceTable table)
    {
        var (rows, values) = (ArrayPool<int>.Shared.Rent(table.Count), ArrayPool<int>.Shared.Rent(table.Count));
        table.RowsInOrder(rows.AsSpan(0, table.Count));
        foreach (var column in table.Columns)
            Fill(group, column, rows, values.AsSpan(0, table.Count));
        ArrayPool<int>.Shared.Return(rows);
        ArrayPool<int>.Shared.Return(values);
    }

    static FileType TypeOf(ColumnType type) => type switch
    {
        ColumnType.Date => FileType.Date,
        ColumnType.Moment => FileType.Timestamp,
        ColumnType.Number => FileType.Number,
        ColumnType.Flag => FileType.Boolean,
        _ => FileType.Text,
    };

    static void Fill(ColumnGroup group, EvidenceColumn column, int[] rows, Span<int> values)
    {
        if (column.Type == ColumnType.Text)
        {
            group.Texts(row => column.TextAt(rows[row]));
            return;
        }
        if (column.Type == ColumnType.Moment)
        {
            group.Moments(row => column.MomentAt(rows[row]));
            return;
        }
        var unordered = column.Values;
        for (var i = 0; i < values.Length; i++)
            values[i] = unordered[rows[i]];
        if (column.Type == ColumnType.Word)
            group.Words(values, code => Encoding.UTF8.GetBytes(column.WordOf(code)));
        else if (column.Type == ColumnType.Flag)
            group.Flags(values);
        else
            group.Numbers(values);
    }
}
