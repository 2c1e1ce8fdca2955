namespace Metrics.Documents.Columns;

/// <summary>Headers of pages and the footer, by the numbers of Parquet's specification (parquet.thrift).</summary>
sealed partial class ColumnFile
{
    const int Plain = 0;
    const int Rle = 3;
    const int RleDictionary = 8;
    const int DataPage = 0;
    const int DictionaryPage = 2;

    void WritePage(int type, int values, int encoding)
    {
        _header.Clear();
        var header = new ThriftWriter(_header);
        header.Begin();
        header.Number(1, type);
        header.Number(2, _page.Length);
        header.Number(3, _page.Length);
        header.Begin(type == DataPage ? 5 : 7);
        header.Number(1, values);
        header.Number(2, encoding);
        if (type == DataPage)
        {
            header.Number(3, Rle);
            header.Number(4, Rle);
        }
        header.End();
        header.End();
        Write(_header.Written);
        Write(_page.Written);
    }

    void Footer(ThriftWriter footer)
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
        footer.Long(3, rows);
        footer.BeginList(4, ThriftWriter.Struct, rows == 0 ? 0 : 1);
        if (rows > 0)
            Group(footer);
        footer.Text(6, "metrics");
        footer.End();
    }

    static int PhysicalType(FileType type) => type switch
    {
        FileType.Boolean => 0,
        FileType.Int32 or FileType.Date => 1,
        FileType.Timestamp => 2,
        _ => 6,
    };

    static void Schema(ThriftWriter footer, FileColumn column)
    {
        const int optional = 1;
        footer.Begin();
        footer.Number(1, PhysicalType(column.Type));
        footer.Number(3, optional);
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

    void Group(ThriftWriter footer)
    {
        footer.Begin();
        footer.BeginList(1, ThriftWriter.Struct, columns.Count);
        foreach (var (column, chunk) in columns.Zip(_chunks))
            Column(footer, column, chunk);
        footer.Long(2, _chunks.Sum(c => c.Size));
        footer.Long(3, rows);
        footer.End();
    }

    void Column(ThriftWriter footer, FileColumn column, Chunk chunk)
    {
        footer.Begin();
        footer.Long(2, chunk.Dictionary ?? chunk.Data);
        footer.Begin(3);
        footer.Number(1, PhysicalType(column.Type));
        footer.BeginList(2, ThriftWriter.Int32, 3);
        footer.Element(Plain);
        footer.Element(Rle);
        footer.Element(RleDictionary);
        footer.BeginList(3, ThriftWriter.Binary, 1);
        footer.Element(column.Name);
        footer.Number(4, 0); // not compressed
        footer.Long(5, rows);
        footer.Long(6, chunk.Size);
        footer.Long(7, chunk.Size);
        footer.Long(9, chunk.Data);
        if (chunk.Dictionary is { } dictionary)
            footer.Long(11, dictionary);
        footer.End();
        footer.End();
    }
}
