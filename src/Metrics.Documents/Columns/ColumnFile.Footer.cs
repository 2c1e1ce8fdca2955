namespace Metrics.Documents.Columns;

/// <summary>The footer, by the numbers of Parquet's specification (parquet.thrift).</summary>
sealed partial class ColumnFile
{
    void Footer(ThriftWriter footer, ReadOnlySpan<(string Name, string Text)> metadata)
    {
        footer.Begin();
        footer.Number(1, 2);
        footer.BeginList(2, ThriftWriter.Struct, columns.Count + 1);
        footer.Begin();
        footer.Text(4, "schema");
        footer.Number(5, columns.Count);
        footer.End();
        foreach (var column in columns)
            Schema(footer, column);
        footer.Long(3, _groups.Sum(g => (long)g.Rows));
        footer.BeginList(4, ThriftWriter.Struct, _groups.Count);
        foreach (var group in _groups)
            RowGroup(footer, group);
        if (!metadata.IsEmpty)
            Metadata(footer, metadata);
        footer.Text(6, "metrics");
        footer.End();
    }

    static int PhysicalType(FileType type) => type switch
    {
        FileType.Boolean => 0,
        FileType.Number or FileType.Date => 1,
        FileType.Timestamp => 2,
        _ => 6,
    };

    static void Schema(ThriftWriter footer, FileColumn column)
    {
        footer.Begin();
        footer.Number(1, PhysicalType(column.Type));
        footer.Number(3, column.IsRequired ? 0 : 1);
        footer.Text(4, column.Name);
        // What readers know that are older than logical types; they have no word for a timestamp without a zone.
        if (column.Type is FileType.Text or FileType.Date)
            footer.Number(6, column.Type == FileType.Text ? 0 : 6);
        if (column.Type is FileType.Text or FileType.Date or FileType.Timestamp)
            LogicalType(footer, column.Type);
        footer.End();
    }

    static void LogicalType(ThriftWriter footer, FileType type)
    {
        footer.Begin(10);
        footer.Begin(type switch { FileType.Text => 1, FileType.Date => 6, _ => 8 });
        if (type == FileType.Timestamp)
        {
            footer.Flag(1, false);
            footer.Begin(2);
            footer.Begin(2);
            footer.End();
            footer.End();
        }
        footer.End();
        footer.End();
    }

    static void Metadata(ThriftWriter footer, ReadOnlySpan<(string Name, string Text)> metadata)
    {
        footer.BeginList(5, ThriftWriter.Struct, metadata.Length);
        foreach (var (name, text) in metadata)
        {
            footer.Begin();
            footer.Text(1, name);
            footer.Text(2, text);
            footer.End();
        }
    }

    void RowGroup(ThriftWriter footer, Group group)
    {
        footer.Begin();
        footer.BeginList(1, ThriftWriter.Struct, columns.Count);
        foreach (var (column, chunk) in columns.Zip(group.Chunks))
            Column(footer, column, chunk, group);
        footer.Long(2, group.Chunks.Sum(c => (long)c.Unpacked));
        footer.Long(3, group.Rows);
        footer.End();
    }

    void Column(ThriftWriter footer, FileColumn column, ColumnChunk chunk, Group group)
    {
        footer.Begin();
        footer.Long(2, group.Offset + (chunk.Dictionary ?? chunk.Data));
        footer.Begin(3);
        footer.Number(1, PhysicalType(column.Type));
        footer.BeginList(2, ThriftWriter.Int32, 3);
        footer.Element(ColumnGroup.Plain);
        footer.Element(ColumnGroup.Rle);
        footer.Element(chunk.Encoding);
        footer.BeginList(3, ThriftWriter.Binary, 1);
        footer.Element(column.Name);
        footer.Number(4, isCompressed ? 1 : 0);
        footer.Long(5, group.Rows);
        footer.Long(6, chunk.Unpacked);
        footer.Long(7, chunk.Size);
        footer.Long(9, group.Offset + chunk.Data);
        if (chunk.Dictionary is { } dictionary)
            footer.Long(11, group.Offset + dictionary);
        footer.End();
        footer.End();
    }
}
