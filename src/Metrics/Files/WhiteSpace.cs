using System.Buffers;
using System.Text;

namespace Metrics.Files;

/// <summary>Trimming of Unicode White_Space (U+3000 is such, U+FEFF is not) from valid UTF-8.</summary>
static class WhiteSpace
{
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) =>
        text.IsEmpty || IsInk(text[0]) && IsInk(text[^1]) ? text : TrimSlowly(text);

    public static bool IsBlank(ReadOnlySpan<byte> text) => Trim(text).IsEmpty;

    /// <summary>An ASCII byte that is surely not white space.</summary>
    static bool IsInk(byte b) => b is > 0x20 and < 0x7F;

    static ReadOnlySpan<byte> TrimSlowly(ReadOnlySpan<byte> text)
    {
        while (Rune.DecodeFromUtf8(text, out var rune, out var size) == OperationStatus.Done && Rune.IsWhiteSpace(rune))
            text = text[size..];
        while (Rune.DecodeLastFromUtf8(text, out var rune, out var size) == OperationStatus.Done && Rune.IsWhiteSpace(rune))
            text = text[..^size];
        return text;
    }
}
