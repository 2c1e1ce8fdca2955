namespace Metrics.Spreadsheets;

/// <summary>Finds a sheet in an <c>.xls</c> (Excel 97 to 2003), with what its cells need: texts, formats, the date system.</summary>
sealed class XlsWorkbook(XlsRecords records)
{
    const int Version97 = 0x600;

    readonly char[] _text = new char[ushort.MaxValue];
    readonly List<(string Name, bool Hidden, uint Place)> _sheets = [];
    readonly SharedTexts _texts = new();
    readonly NumberFormats _formats = new();
    bool _from1904;

    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static Sheet Open(Stream file, string? name)
    {
        var streams = new CompoundFile(file);
        if (streams.Has("EncryptedPackage"))
            throw SpreadsheetRefusals.Encrypted();
        if (streams.Open("Workbook") is { } workbook)
            return new XlsWorkbook(new(new BufferedStream(workbook))).Open(name);
        throw streams.Has("Book") ? SpreadsheetRefusals.TooOld() : SpreadsheetRefusals.NoWorkbook();
    }

    XlsSheet Open(string? name)
    {
        records.Read();
        if (records.Kind != XlsRecords.Begin || records.UInt16(0) != Version97)
            throw SpreadsheetRefusals.TooOld();
        for (records.Read(); records.Kind != XlsRecords.End; records.Read())
            ReadRecord();
        var found = _sheets.FindIndex(s => name is null ? !s.Hidden : s.Name == name);
        if (found < 0)
            throw name is null ? SpreadsheetRefusals.OnlyHidden() : SpreadsheetRefusals.NoSheet(name, _sheets.Select(s => s.Name));
        records.GoTo(_sheets[found].Place);
        return new(records, _texts, _formats, _from1904);
    }

    void ReadRecord()
    {
        switch (records.Kind)
        {
            case 0x2F:
                throw SpreadsheetRefusals.Encrypted();
            case 0x22:
                _from1904 = records.UInt16(0) == 1;
                break;
            case 0x41E:
                _formats.Add(records.UInt16(0), _text.AsSpan(0, records.ReadText(2, shortLength: false, _text)));
                break;
            case 0xE0:
                _formats.AddStyle(records.UInt16(2));
                break;
            case 0x85:
                ReadSheet();
                break;
            case 0xFC:
                ReadTexts();
                break;
        }
    }

    /// <summary>Sheets of charts and macros have no rows, and are none.</summary>
    void ReadSheet()
    {
        var (place, hidden, kind) = (records.UInt32(0), (records.Byte(4) & 3) != 0, records.Byte(5));
        if (kind == 0)
            _sheets.Add((new(_text, 0, records.ReadText(6, shortLength: true, _text)), hidden, place));
    }

    void ReadTexts()
    {
        var count = records.UInt32(4);
        for (var i = 0u; i < count; i++)
            _texts.Add(_text.AsSpan(0, records.ReadShared(i == 0 ? 8 : null, _text)));
    }
}
