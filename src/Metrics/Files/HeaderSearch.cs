using Metrics.Spreadsheets;

namespace Metrics.Files;

/// <summary>A header, and where the record after it begins.</summary>
/// <param name="End">Bytes up to the header's end, its line end included.</param>
/// <param name="Lines">Physical lines up to there.</param>
sealed record FoundHeader(CsvHeader Header, int End, int Lines);

/// <summary>Looks for the header among the first records of a CSV file, under each separator in turn (contract 1.4). For one thread.</summary>
sealed class HeaderSearch(ColumnNames columns)
{
    const int MaxRecords = 20;

    static ReadOnlySpan<byte> Separators => ",\t;"u8;

    readonly RecordDecoder _decoder = new();
    readonly CsvFields _fields = new();
    NearestRecord _nearest = new(columns);

    /// <param name="text">The start of the file.</param>
    /// <param name="final">There is no more text.</param>
    /// <returns>Null: more text must be read, to begin again with all of it.</returns>
    /// <exception cref="RefusedException">There is no header, or it cannot be used.</exception>
    public FoundHeader? Find(ReadOnlySpan<byte> text, TextEncoding encoding, bool final)
    {
        _nearest = new(columns);
        foreach (var separator in Separators)
        {
            if (IsDecided(text, separator, encoding, final, out var found))
                return found;
        }
        throw HeaderRefusals.Missing(columns, _nearest, LikelyCause.Of(text));
    }

    /// <summary>Reads a sheet up to its header.</summary>
    /// <param name="row">Where its rows are read into.</param>
    /// <exception cref="RefusedException">There is no header, or it cannot be used.</exception>
    public CsvHeader Find(Sheet sheet, SheetRow row)
    {
        _nearest = new(columns);
        for (var records = 0; records < MaxRecords && sheet.TryRead(row);)
        {
            _fields.Take(row);
            if (!row.IsTooLong && _fields.AreMissing())
                continue;
            records++;
            if (!row.IsTooLong && _nearest.Offer(_fields, separator: 0, row.Number))
                return CsvHeader.Of(_fields, separator: 0, columns);
        }
        throw HeaderRefusals.Missing(columns, _nearest, cause: null);
    }

    /// <summary>False: no header is there under this separator.</summary>
    /// <param name="found">Null: more text must be read.</param>
    bool IsDecided(ReadOnlySpan<byte> text, byte separator, TextEncoding encoding, bool final, out FoundHeader? found)
    {
        found = null;
        int at = 0, line = 1, records = 0;
        while (records < MaxRecords && at < text.Length)
        {
            var end = CsvRecord.End(text[at..], separator, final, out var fault);
            if (end < 0)
                return true;
            var record = text.Slice(at, end);
            at += end;
            var first = line;
            line += record.Count((byte)'\n');
            if (!IsRecord(record, separator, encoding, ref fault))
                continue;
            records++;
            if (!fault && _nearest.Offer(_fields, separator, first))
                found = new(CsvHeader.Of(_fields, separator, columns), at, line - 1);
            if (found is not null)
                return true;
        }
        return records < MaxRecords && !final;
    }

    /// <summary>False: blank, or all its values are missing; such records do not count. Splits it, unless it has a fault.</summary>
    bool IsRecord(ReadOnlySpan<byte> record, byte separator, TextEncoding encoding, ref bool fault)
    {
        var valid = _decoder.TryDecode(LogRecord.WithoutLineEnd(record), encoding, out var text);
        if (valid && WhiteSpace.IsBlank(text))
            return false;
        fault |= !valid;
        if (fault)
            return true;
        _fields.Split(text, separator);
        return !_fields.AreMissing();
    }
}
