using System.Text;
using Metrics.CaseLogs;
using Metrics.Files;
using Metrics.Spreadsheets;

namespace Metrics.Proposing;

/// <summary>The first records of a file whose header nobody has named: cells cleaned, blank records left out.</summary>
sealed class FilePreview
{
    const int MaxBytes = 4 << 20;
    const int MaxRows = 20_000;

    readonly RecordDecoder _decoder = new();
    readonly CsvFields _fields = new();

    /// <summary>Under each separator that a CSV may have; of a spreadsheet once.</summary>
    /// <param name="sheet">Null: the first that is not hidden.</param>
    /// <exception cref="RefusedException">The file cannot be read.</exception>
    public IEnumerable<List<string[]>> Read(LogFile file, string? sheet)
    {
        using var source = new FileText(file.Open(), progress: null);
        var encoding = source.Begin();
        if (source.IsSpreadsheet)
        {
            using var rows = source.OpenSheet(sheet, file.Scratch);
            yield return Rows(rows);
            yield break;
        }
        var text = new byte[MaxBytes];
        var length = source.Read(text);
        // The last record may be cut.
        length = length < MaxBytes ? length : text.AsSpan().LastIndexOf((byte)'\n') + 1;
        Array.Resize(ref text, length);
        encoding = encoding == TextEncoding.Ascii ? TextEncodings.Of(text) : encoding;
        foreach (var separator in ",\t;")
            yield return Records(text, encoding, (byte)separator);
    }

    List<string[]> Rows(Sheet sheet)
    {
        var (row, rows) = (new SheetRow(), new List<string[]>());
        while (rows.Count < MaxRows && sheet.TryRead(row))
        {
            _fields.Take(row);
            if (!row.IsTooLong && !_fields.AreMissing())
                rows.Add(Cells());
        }
        return rows;
    }

    List<string[]> Records(byte[] text, TextEncoding encoding, byte separator)
    {
        var rows = new List<string[]>();
        for (var at = 0; at < text.Length && rows.Count < MaxRows;)
        {
            var end = CsvRecord.End(text.AsSpan(at), separator, final: true, out var fault);
            if (!fault && _decoder.TryDecode(LogRecord.WithoutLineEnd(text.AsSpan(at, end)), encoding, out var record) && !WhiteSpace.IsBlank(record))
            {
                _fields.Split(record, separator);
                if (!_fields.AreMissing())
                    rows.Add(Cells());
            }
            at += end;
        }
        return rows;
    }

    string[] Cells()
    {
        var cells = new string[_fields.Count];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = Encoding.UTF8.GetString(_fields[i]);
        return cells;
    }
}
