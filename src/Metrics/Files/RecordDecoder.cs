using System.Text;
using System.Text.Unicode;

namespace Metrics.Files;

/// <summary>Gives the records of a log as valid UTF-8. For one thread.</summary>
sealed class RecordDecoder
{
    CheckedDecoder? _gb18030;
    char[] _chars = [];
    byte[] _utf8 = [];

    /// <summary>The text of <paramref name="raw"/>, which lies in it or here until the next call; false: an invalid byte.</summary>
    public bool TryDecode(ReadOnlySpan<byte> raw, TextEncoding encoding, out ReadOnlySpan<byte> text)
    {
        text = raw;
        if (encoding != TextEncoding.Gb18030)
            return Utf8.IsValid(raw);
        if (Ascii.IsValid(raw))
            return true;
        var valid = TryDecode(raw, out var utf8, out var length);
        text = utf8.AsSpan(0, length);
        return valid;
    }

    /// <summary>GB18030 as UTF-8 in a buffer of this decoder, with room for a vector behind it, until the next call.</summary>
    public bool TryDecode(ReadOnlySpan<byte> gb18030, out byte[] utf8, out int length)
    {
        if (_chars.Length < gb18030.Length + 2)
        {
            _chars = new char[gb18030.Length + 2];
            _utf8 = new byte[3 * _chars.Length + ByteMasks.Block];
        }
        _gb18030 ??= new(TextEncoding.Gb18030);
        _gb18030.Reset();
        var count = _gb18030.Decode(gb18030, _chars, last: true);
        utf8 = _utf8;
        length = Encoding.UTF8.GetBytes(_chars.AsSpan(0, count), _utf8);
        return _gb18030.IsValid;
    }
}
