using System.Globalization;

namespace Metrics.Spreadsheets;

/// <summary>The rows of a sheet of an <c>.xlsx</c>.</summary>
sealed class XlsxSheet(ZipParts parts, string part, SharedTexts texts, NumberFormats formats, bool from1904) : Sheet
{
    readonly XmlPart _xml = parts.OpenXml(part);
    readonly XmlText _text = new();
    readonly char[] _number = new char[NumberText.MaxLength];
    bool _inRows;
    int _row;

    private protected override bool TryReadNext(SheetRow row)
    {
        while (_xml.Read())
        {
            if (_xml.IsStart("sheetData"))
                _inRows = !_xml.IsEmpty;
            else if (_xml.IsEnd("sheetData"))
                _inRows = false;
            else if (_inRows && _xml.IsStart("row"))
                return ReadRow(row);
        }
        return false;
    }

    bool ReadRow(SheetRow row)
    {
        var number = _xml.Attribute("r") is { } r ? Number(r) : _row + 1;
        if (number <= _row || number > MaxRows)
            throw new InvalidDataException($"row {number} follows row {_row}");
        _row = number;
        row.Begin(number);
        if (_xml.IsEmpty)
            return true;
        var next = 0;
        for (var depth = _xml.Depth; _xml.ReadInside(depth);)
        {
            if (_xml.IsStart("c"))
                ReadCell(row, ref next);
        }
        return true;
    }

    /// <param name="next">The column behind the cell before.</param>
    void ReadCell(SheetRow row, ref int next)
    {
        var (column, kind, style) = (next, "n", 0);
        while (_xml.ReadAttribute())
        {
            switch (_xml.Name)
            {
                case "r":
                    column = Column(_xml.Value);
                    break;
                case "t":
                    kind = _xml.Value;
                    break;
                case "s":
                    style = Number(_xml.Value);
                    break;
            }
        }
        if (column < next || column >= MaxColumns)
            throw new InvalidDataException($"row {_row} has a cell in column {column + 1} behind column {next}");
        next = column + 1;
        _text.Clear();
        ReadValue();
        if (!_text.Chars.IsEmpty)
            Add(row, column, kind, style);
    }

    void ReadValue()
    {
        if (_xml.IsEmpty)
            return;
        for (var depth = _xml.Depth; _xml.ReadInside(depth);)
        {
            if (_xml.IsStart("v"))
                _xml.AddText(_text);
            else if (_xml.IsStart("is"))
                _xml.AddRuns(_text);
        }
    }

    void Add(SheetRow row, int column, string kind, int style)
    {
        switch (kind)
        {
            case "s":
                row.Add(column, texts[Number(_text.Chars)]);
                break;
            case "n":
                row.Add(column, NumberAsText(style));
                break;
            case "b":
                row.Add(column, _text.Chars is "true" ? "1" : _text.Chars is "false" ? "0" : _text.Chars);
                break;
            default:
                _text.Unescape();
                row.Add(column, _text.Chars);
                break;
        }
    }

    ReadOnlySpan<char> NumberAsText(int style)
    {
        var date = formats.IsDate(style);
        if (!date && NumberText.IsPlain(_text.Chars))
            return _text.Chars;
        if (!double.TryParse(_text.Chars, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            throw new InvalidDataException($"row {_row} has a number that is none");
        return _number.AsSpan(0, date ? NumberText.WriteDate(number, from1904, _number) : NumberText.Write(number, _number));
    }

    /// <summary>The column of a place such as <c>AB12</c>, from 0.</summary>
    static int Column(ReadOnlySpan<char> place)
    {
        var column = 0;
        foreach (var letter in place)
        {
            if (!char.IsAsciiLetterUpper(letter))
                break;
            column = Math.Min(26 * column + letter - 'A' + 1, MaxColumns + 1);
        }
        return column > 0 ? column - 1 : throw new InvalidDataException("a cell without a column");
    }

    static int Number(ReadOnlySpan<char> digits) =>
        int.TryParse(digits, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) ? number
        : throw new InvalidDataException("a number of a row, text or style that is none");

    public override void Dispose()
    {
        _xml.Dispose();
        parts.Dispose();
    }
}
