using System.Text;
using System.Text.Unicode;

namespace Metrics.Files;

/// <summary>A log's encoding; <see cref="Ascii"/> until a byte from 0x80 on decides.</summary>
enum TextEncoding : byte
{
    Ascii,
    Utf8,
    Gb18030,
}

static class TextEncodings
{
    /// <summary>What the first physical line with a byte from 0x80 on decides; without one, ASCII still.</summary>
    public static TextEncoding Of(ReadOnlySpan<byte> text)
    {
        if (text.IndexOfAnyInRange((byte)0x80, (byte)0xFF) is not (>= 0 and var high))
            return TextEncoding.Ascii;
        var line = text[(text[..high].LastIndexOf((byte)'\n') + 1)..];
        var end = line.IndexOf((byte)'\n');
        return Utf8.IsValid(end < 0 ? line : line[..end]) ? TextEncoding.Utf8 : TextEncoding.Gb18030;
    }
}

/// <summary>Decodes with a note of invalid bytes instead of an exception. For one thread.</summary>
sealed class CheckedDecoder
{
    readonly InvalidBytes _invalid = new();
    readonly Decoder _decoder;

    public CheckedDecoder(TextEncoding encoding)
    {
        // The code pages' GB18030 knows no replacement for a lone 0x80 or 0xFF: they are invalid.
        Encoding decoded = encoding == TextEncoding.Gb18030
            ? CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, _invalid)!
            : Encoding.GetEncoding("utf-8", EncoderFallback.ExceptionFallback, _invalid);
        _decoder = decoded.GetDecoder();
    }

    /// <summary>No invalid bytes since the last <see cref="Reset"/>.</summary>
    public bool IsValid => !_invalid.Found;

    public void Reset()
    {
        _decoder.Reset();
        _invalid.Found = false;
    }

    /// <summary>Decodes a part of a text; <paramref name="into"/> has room for a char a byte, and two more.</summary>
    public int Decode(ReadOnlySpan<byte> bytes, Span<char> into, bool last) => _decoder.GetChars(bytes, into, last);

    sealed class InvalidBytes : DecoderFallback
    {
        public bool Found { get; set; }
        public override int MaxCharCount => 0;
        public override DecoderFallbackBuffer CreateFallbackBuffer() => new Note(this);
    }

    sealed class Note(InvalidBytes owner) : DecoderFallbackBuffer
    {
        public override int Remaining => 0;
        public override char GetNextChar() => '\0';
        public override bool MovePrevious() => false;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            owner.Found = true;
            return false;
        }
    }
}
