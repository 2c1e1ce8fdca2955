using System.Text;
using System.Text.Unicode;

namespace Metrics.CaseLogs;

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
        return encoding == TextEncoding.Gb18030 ? Ascii.IsValid(raw) || TryDecodeGb18030(raw, out text) : Utf8.IsValid(raw);
    }

    bool TryDecodeGb18030(ReadOnlySpan<byte> raw, out ReadOnlySpan<byte> text)
    {
        if (_chars.Length < raw.Length + 2)
        {
            _chars = new char[raw.Length + 2];
            _utf8 = new byte[3 * _chars.Length];
        }
        _gb18030 ??= new(TextEncoding.Gb18030);
        _gb18030.Reset();
        var count = _gb18030.Decode(raw, _chars, last: true);
        text = default;
        if (!_gb18030.IsValid)
            return false;
        text = _utf8.AsSpan(0, Encoding.UTF8.GetBytes(_chars.AsSpan(0, count), _utf8));
        return true;
    }
}
