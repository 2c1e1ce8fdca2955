namespace Metrics.Files;

/// <summary>The rows of a <see cref="FileTable"/> that is CSV.</summary>
sealed class CsvTable(byte[] text, TextEncoding encoding, ColumnNames columns)
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
                rows.Add(TableRow.Of(line, _fields, found.Header));
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

    static RefusedException Fault(int line, string found, string foundZh, string expected, string expectedZh) =>
        new($"line {line}: {found}, expected {expected}", $"第{line}行：{foundZh}，应为{expectedZh}");
}
