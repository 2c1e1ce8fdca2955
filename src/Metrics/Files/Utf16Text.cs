using System.Text;

namespace Metrics.Files;

/// <summary>UTF-16 read as UTF-8.</summary>
sealed class Utf16Text(Utf16Text.Source source, bool bigEndian)
{
    const int BlockSize = 64 * 1024;

    /// <summary>Fills as much of <paramref name="into"/> as there is UTF-16; less only at the end.</summary>
    public delegate int Source(Span<byte> into);

    readonly Decoder _decoder = new UnicodeEncoding(bigEndian, byteOrderMark: false, throwOnInvalidBytes: true).GetDecoder();
    readonly byte[] _block = new byte[BlockSize];
    readonly char[] _chars = new char[BlockSize / 2 + 2];
    readonly byte[] _utf8 = new byte[3 * (BlockSize / 2 + 2)];
    ArraySegment<byte> _rest;
    bool _ended;

    /// <summary>Fills as much of <paramref name="into"/> as there is text; less only at the end.</summary>
    /// <exception cref="RefusedException">Ill-formed UTF-16.</exception>
    public int Read(Span<byte> into)
    {
        var read = 0;
        while (read < into.Length && (_rest.Count > 0 || !_ended))
        {
            if (_rest.Count == 0)
                _rest = Next();
            var part = Math.Min(_rest.Count, into.Length - read);
            _rest.AsSpan(0, part).CopyTo(into[read..]);
            _rest = _rest[part..];
            read += part;
        }
        return read;
    }

    ArraySegment<byte> Next()
    {
        var size = source(_block);
        _ended = size < BlockSize;
        try
        {
            var chars = _decoder.GetChars(_block.AsSpan(0, size), _chars, flush: _ended);
            return new(_utf8, 0, Encoding.UTF8.GetBytes(_chars.AsSpan(0, chars), _utf8));
        }
        catch (DecoderFallbackException)
        {
            throw FileRefusals.BrokenUtf16();
        }
    }
}
