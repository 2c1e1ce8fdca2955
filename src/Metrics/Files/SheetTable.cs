using Metrics.Spreadsheets;

namespace Metrics.Files;

/// <summary>The rows of a <see cref="FileTable"/> that is a spreadsheet.</summary>
sealed class SheetTable(Sheet sheet, ColumnNames columns)
{
    readonly SheetRow _row = new();
    readonly CsvFields _fields = new();

    public List<TableRow> Read()
    {
        var header = new HeaderSearch(columns).Find(sheet, _row);
        var rows = new List<TableRow>();
        while (sheet.TryRead(_row))
        {
            if (IsLine(header))
                rows.Add(TableRow.Of(_row.Number, _fields, header));
        }
        return rows;
    }

    bool IsLine(CsvHeader header)
    {
        _fields.Take(_row);
        if (_row.IsTooLong)
            throw Fault("more than 65,536 bytes", "超过65536字节", "fewer", "更少");
        return _fields.TryFit(header.Fields) ? !header.IsNoLine(_fields)
            : throw Fault($"{_fields.Count} columns", $"{_fields.Count}列", $"at most {header.Fields} columns as in the header", $"不多于表头的{header.Fields}列");
    }

    RefusedException Fault(string found, string foundZh, string expected, string expectedZh) =>
        new($"row {_row.Number}: {found}, expected {expected}", $"第{_row.Number}行：{foundZh}，应为{expectedZh}");
}
