using System.Buffers;
using System.Text;

namespace Metrics.Files;

/// <summary>
/// Trimming from valid UTF-8 of Unicode White_Space (U+3000 is such) and of the characters without width that programs leave in
/// cells: U+FEFF, U+200B, U+200C, U+200D, U+2060 (contract 1).
/// </summary>
static class WhiteSpace
{
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) =>
        text.IsEmpty || IsInk(text[0]) && IsInk(text[^1]) ? text : TrimSlowly(text);

    public static bool IsBlank(ReadOnlySpan<byte> text) => Trim(text).IsEmpty;

    public static bool IsBlank(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!IsBlank(c))
                return false;
        }
        return true;
    }

    static bool IsBlank(char c) => char.IsWhiteSpace(c) || c is '\uFEFF' or >= '\u200B' and <= '\u200D' or '\u2060';

    /// <summary>An ASCII byte that is surely not white space.</summary>
    public static bool IsInk(byte b) => b is > 0x20 and < 0x7F;

    static ReadOnlySpan<byte> TrimSlowly(ReadOnlySpan<byte> text)
    {
        while (Rune.DecodeFromUtf8(text, out var rune, out var size) == OperationStatus.Done && rune.IsBmp && IsBlank((char)rune.Value))
            text = text[size..];
        while (Rune.DecodeLastFromUtf8(text, out var rune, out var size) == OperationStatus.Done && rune.IsBmp && IsBlank((char)rune.Value))
            text = text[..^size];
        return text;
    }
}
