namespace Metrics.Spreadsheets;

/// <summary>The rows of a sheet of an <c>.xls</c>.</summary>
/// <param name="records">Stands at the sheet's first record.</param>
sealed class XlsSheet(XlsRecords records, SharedTexts texts, NumberFormats formats, bool from1904) : Sheet
{
    const int Number = 0x203, Rk = 0x27E, ManyRk = 0xBD, SharedText = 0xFD, OwnText = 0x204, RichText = 0xD6, BooleanOrError = 0x205, Formula = 0x06;
    const int FormulaText = 0x207;

    readonly char[] _text = new char[ushort.MaxValue];
    int _depth;
    int _row;
    int _next;
    bool _atCell;
    bool _ended;

    private protected override bool TryReadNext(SheetRow row)
    {
        if (!_atCell && !TryFindCell())
            return false;
        var number = records.UInt16(0) + 1;
        if (number <= _row)
            throw new InvalidDataException($"row {number} follows row {_row}");
        (_row, _next) = (number, 0);
        row.Begin(number);
        do
        {
            AddCells(row);
            _atCell = TryFindCell();
        }
        while (_atCell && records.UInt16(0) + 1 == number);
        return true;
    }

    /// <summary>Goes to the next record with cells; false: the sheet ends. Charts lie in it as sheets of their own.</summary>
    bool TryFindCell()
    {
        while (!_ended)
        {
            if (_depth > 0)
                records.Read();
            if (records.Kind == XlsRecords.Begin)
                _depth++;
            else if (_depth == 0)
                throw new InvalidDataException("no sheet where one should begin");
            else if (records.Kind == XlsRecords.End)
                _ended = --_depth == 0;
            else if (_depth == 1 && records.Kind is Number or Rk or ManyRk or SharedText or OwnText or RichText or BooleanOrError or Formula)
                return true;
        }
        return false;
    }

    void AddCells(SheetRow row)
    {
        var (column, style) = (records.UInt16(2), records.UInt16(4));
        switch (records.Kind)
        {
            case Number:
                AddNumber(row, column, style, records.Double(6));
                break;
            case Rk:
                AddNumber(row, column, style, RkNumber(records.UInt32(6)));
                break;
            case ManyRk:
                for (var at = 4; at + 6 < records.Data.Length; at += 6)
                    AddNumber(row, column++, records.UInt16(at), RkNumber(records.UInt32(at + 2)));
                break;
            case SharedText:
                row.Add(Checked(column), texts[unchecked((int)records.UInt32(6))]);
                break;
            case BooleanOrError:
                row.Add(Checked(column), records.Byte(7) == 0 ? Boolean(records.Byte(6)) : Error(records.Byte(6)));
                break;
            case Formula:
                AddResult(row, column, style);
                break;
            default:
                row.Add(Checked(column), _text.AsSpan(0, records.ReadText(6, shortLength: false, _text)));
                break;
        }
    }

    /// <summary>What a formula came to when the file was written.</summary>
    void AddResult(SheetRow row, int column, int style)
    {
        const byte text = 0, boolean = 1, error = 2;
        if (records.UInt16(12) != 0xFFFF)
            AddNumber(row, column, style, records.Double(6));
        else if (records.Byte(6) == text)
            AddFormulaText(row, column);
        else if (records.Byte(6) is boolean or error)
            row.Add(Checked(column), records.Byte(6) == boolean ? Boolean(records.Byte(8)) : Error(records.Byte(8)));
    }

    /// <summary>It stands in a record of its own, perhaps behind the formula that several cells share.</summary>
    void AddFormulaText(SheetRow row, int column)
    {
        const int shared = 0x4BC, array = 0x221, table = 0x236;
        do
        {
            records.Read();
        }
        while (records.Kind is shared or array or table);
        if (records.Kind != FormulaText)
            throw new InvalidDataException("a formula without its text");
        row.Add(Checked(column), _text.AsSpan(0, records.ReadText(0, shortLength: false, _text)));
    }

    void AddNumber(SheetRow row, int column, int style, double number)
    {
        if (!double.IsFinite(number))
            throw new InvalidDataException($"row {_row} has a number that is none");
        row.Add(Checked(column), _text.AsSpan(0, formats.IsDate(style) ? NumberText.WriteDate(number, from1904, _text) : NumberText.Write(number, _text)));
    }

    int Checked(int column)
    {
        if (column < _next)
            throw new InvalidDataException($"row {_row} has a cell in column {column + 1} behind column {_next}");
        _next = column + 1;
        return column;
    }

    /// <summary>30 bits of a number, and whether they are whole and whether they are hundredths.</summary>
    static double RkNumber(uint packed)
    {
        var number = unchecked((packed & 2) != 0 ? (int)packed >> 2 : BitConverter.Int64BitsToDouble((long)(packed & ~3u) << 32));
        return (packed & 1) != 0 ? number / 100 : number;
    }

    static string Boolean(byte value) => value == 0 ? "0" : "1";

    static string Error(byte code) => code switch
    {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        _ => throw new InvalidDataException($"an error of the unknown number {code}"),
    };

    /// <summary>Nothing of its own is open: the file belongs to who opened it.</summary>
    public override void Dispose() { }
}
