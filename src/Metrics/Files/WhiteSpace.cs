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
        text.IsEmpty || BeginsInInk(text) && EndsInInk(text) ? text : TrimSlowly(text);

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

    static bool BeginsInInk(ReadOnlySpan<byte> text) => IsInk(text[0]) || IsHan(text[0]);

    static bool EndsInInk(ReadOnlySpan<byte> text) => IsInk(text[^1]) || text.Length >= 3 && IsHan(text[^3]);

    /// <summary>An ASCII byte that is surely not white space.</summary>
    static bool IsInk(byte b) => b is > 0x20 and < 0x7F;

    /// <summary>The first of the three bytes of a character from U+4000 to U+9FFF, such as nearly every Chinese one.</summary>
    static bool IsHan(byte b) => b is >= 0xE4 and <= 0xE9;

    static ReadOnlySpan<byte> TrimSlowly(ReadOnlySpan<byte> text)
    {
        while (Rune.DecodeFromUtf8(text, out var rune, out var size) == OperationStatus.Done && rune.IsBmp && IsBlank((char)rune.Value))
            text = text[size..];
        while (Rune.DecodeLastFromUtf8(text, out var rune, out var size) == OperationStatus.Done && rune.IsBmp && IsBlank((char)rune.Value))
            text = text[..^size];
        return text;
    }
}
