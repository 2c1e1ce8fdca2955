using System.Text;

namespace Metrics.Files;

/// <summary>A record of a <see cref="FileTable"/>.</summary>
/// <param name="Line">Its first physical line in the file; the first is 1.</param>
/// <param name="cells">By column: its value, cleaned; empty if it is missing or the column is not there.</param>
sealed record TableRow(int Line, string[] cells)
{
    public string this[int column] => cells[column];
}

/// <summary>
/// A small CSV file of reference data, read whole (contract 2): encodings, separators, title rows, blank and repeated
/// records as in a log; but a record that cannot be read refuses the file.
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
            var text = Text(file, out var encoding);
            return new Records(text, encoding, columns).Read();
        }
        catch (RefusedException e)
        {
            throw new RefusedException($"{name.En}: {e.Why.En}", $"{name.Zh}：{e.Why.Zh}") { Cells = e.Cells };
        }
    }

    static byte[] Text(ReadOnlyMemory<byte> file, out TextEncoding encoding)
    {
        using var source = new FileText(new MemoryStream(file.ToArray(), writable: false), progress: null);
        encoding = source.Begin();
        var text = new byte[Math.Max(file.Length, 4096)];
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
        if (encoding == TextEncoding.Ascii)
            encoding = TextEncodings.Of(text);
        return text;
    }

    sealed class Records(byte[] text, TextEncoding encoding, ColumnNames columns)
    {
        readonly RecordDecoder _decoder = new();
        readonly CsvFields _fields = new();

        public List<TableRow> Read()
        {
            var found = new HeaderSearch(columns).Find(text, encoding, final: true)!;
            var rows = new List<TableRow>();
            var line = found.Lines + 1;
            for (var at = found.End; at < text.Length;)
            {
                var end = CsvRecord.End(text.AsSpan(at), found.Header.Separator, final: true, out var fault);
                var record = text.AsSpan(at, end);
                if (IsLine(record, found.Header, fault, line))
                    rows.Add(new(line, Cells(found.Header)));
                line += record.Count((byte)'\n');
                at += end;
            }
            return rows;
        }

        bool IsLine(ReadOnlySpan<byte> record, CsvHeader header, bool fault, int line)
        {
            if (!_decoder.TryDecode(LogRecord.WithoutLineEnd(record), encoding, out var utf8))
            {
                throw Fault(line, "bytes that are no text", "无效的字节",
                    "text in the file's encoding (UTF-8, UTF-16 or GB18030)", "文件编码（UTF-8、UTF-16或GB18030）的有效文本");
            }
            if (WhiteSpace.IsBlank(utf8))
                return false;
            if (fault)
                throw Fault(line, "a quote out of place, or more than 65,536 bytes", "引号位置有误或超过65536字节", "a record quoted as in RFC 4180", "按RFC 4180加引号的记录");
            _fields.Split(utf8, header.Separator);
            if (header.IsNoLine(_fields))
                return false;
            return _fields.Count == header.Fields ? true
                : throw Fault(line, $"{_fields.Count} columns", $"{_fields.Count}列", $"{header.Fields} columns as in the header", $"与表头相同的{header.Fields}列");
        }

        string[] Cells(CsvHeader header)
        {
            var cells = new string[columns.Count];
            for (var column = 0; column < cells.Length; column++)
                cells[column] = header.Map[column] is >= 0 and var field ? Encoding.UTF8.GetString(_fields[field]) : "";
            return cells;
        }

        static RefusedException Fault(int line, string found, string foundZh, string expected, string expectedZh) =>
            new($"line {line}: {found}, expected {expected}", $"第{line}行：{foundZh}，应为{expectedZh}");
    }
}
