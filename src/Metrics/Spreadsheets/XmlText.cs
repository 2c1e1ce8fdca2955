using System.Globalization;
using System.Xml;

namespace Metrics.Spreadsheets;

/// <summary>The text of a cell as its XML has it, in a buffer that is used again. For one thread.</summary>
sealed class XmlText
{
    const int EscapeLength = 7;

    // No row may have more, and no char is less than a byte.
    const int MaxLength = SheetRow.MaxBytes + 1;

    char[] _chars = new char[1024];
    int _length;

    public ReadOnlySpan<char> Chars => _chars.AsSpan(0, _length);

    public void Clear() => _length = 0;

    /// <summary>Adds what the reader, which stands on a node with a value, has there; a text that no row can hold is cut.</summary>
    public void Add(XmlReader xml)
    {
        while (_length < MaxLength && xml.ReadValueChunk(_chars, _length, _chars.Length - _length) is > 0 and var read)
        {
            _length += read;
            if (_length == _chars.Length)
                Array.Resize(ref _chars, Math.Min(2 * _length, MaxLength));
        }
    }

    /// <summary>Puts in the characters that XML cannot hold and that programs write as <c>_x000D_</c>.</summary>
    public void Unescape()
    {
        if (Chars.IndexOf("_x") < 0)
            return;
        var length = 0;
        for (var at = 0; at < _length; length++)
        {
            var escaped = TryEscape(Chars[at..], out var unit);
            _chars[length] = escaped ? unit : _chars[at];
            at += escaped ? EscapeLength : 1;
        }
        _length = length;
    }

    static bool TryEscape(ReadOnlySpan<char> text, out char unit)
    {
        unit = default;
        if (text is not ['_', 'x', _, _, _, _, '_', ..]
            || !ushort.TryParse(text.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }
        unit = (char)value;
        return true;
    }
}
