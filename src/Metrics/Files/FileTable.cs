using System.Text;

namespace Metrics.Files;

/// <summary>A record of a <see cref="FileTable"/>.</summary>
/// <param name="Line">Its first physical line in the file, or its row in the sheet; the first is 1.</param>
/// <param name="cells">By column: its value, cleaned; empty if it is missing or the column is not there.</param>
sealed record TableRow(int Line, string[] cells)
{
    public string this[int column] => cells[column];

    public static TableRow Of(int line, CsvFields fields, CsvHeader header)
    {
        var cells = new string[header.Map.Length];
        for (var column = 0; column < cells.Length; column++)
            cells[column] = header.Map[column] is >= 0 and var field ? Encoding.UTF8.GetString(fields[field]) : "";
        return new(line, cells);
    }
}

/// <summary>
/// A small CSV file or spreadsheet of reference data, read whole (contract 2): encodings, separators, title rows, blank and
/// repeated records as in a log; but a record that cannot be read refuses the file.
/// </summary>
static class FileTable
{
    const int MaxMebibytes = 256;

    /// <summary>The records behind the header, in their order.</summary>
    /// <param name="name">What the file is, for errors.</param>
    /// <exception cref="RefusedException">With the line, where one is at fault.</exception>
    public static IReadOnlyList<TableRow> Read(ReadOnlyMemory<byte> file, Bilingual name, ColumnNames columns)
    {
        try
        {
            using var source = new FileText(new MemoryStream(file.ToArray(), writable: false), progress: null);
            var encoding = source.Begin();
            return source.IsSpreadsheet ? Rows(source, columns) : Records(source, encoding, columns);
        }
        catch (RefusedException e)
        {
            throw new RefusedException($"{name.En}: {e.Why.En}", $"{name.Zh}：{e.Why.Zh}") { Cells = e.Cells };
        }
    }

    static List<TableRow> Rows(FileText source, ColumnNames columns)
    {
        using var sheet = source.OpenSheet(name: null, () => new MemoryStream());
        return new SheetTable(sheet, columns).Read();
    }

    static List<TableRow> Records(FileText source, TextEncoding encoding, ColumnNames columns)
    {
        var text = Text(source);
        return new CsvTable(text, encoding == TextEncoding.Ascii ? TextEncodings.Of(text) : encoding, columns).Read();
    }

    static byte[] Text(FileText source)
    {
        var text = new byte[4096];
        var length = 0;
        while (source.Read(text.AsSpan(length)) is > 0 and var read)
        {
            length += read;
            if (length > MaxMebibytes << 20)
                throw FileRefusals.TooLarge(MaxMebibytes);
            if (length == text.Length)
                Array.Resize(ref text, 2 * length);
        }
        Array.Resize(ref text, length);
        return text;
    }
}
