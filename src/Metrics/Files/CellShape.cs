using System.Buffers;
using System.Text;

namespace Metrics.Files;

/// <summary>What a text looks like and not what it says: so no person's data enters an error.</summary>
static class CellShape
{
    const int MaxShown = 100;
    static readonly SearchValues<char> _breaks = SearchValues.Create("\n\v\f\r\u0085\u2028\u2029");

    /// <summary>
    /// A value of reference data as an error shows it: quoted where it is one short line, else its shape. A quote that is
    /// never closed takes the rest of the file into a value: an error does not grow with it.
    /// </summary>
    public static Bilingual Shown(string text) =>
        text.Length <= MaxShown && IsOneLine(text) ? new($"“{text}”", $"'{text}'") : Of(text);

    /// <summary>A name as part of a place: as it is where it is one short line, else its shape.</summary>
    public static string Short(string name) => name.Length <= MaxShown && IsOneLine(name) ? name : $"({Of(name).En})";

    /// <summary>Whether no program shows the value on more than one line.</summary>
    public static bool IsOneLine(string text) => !text.AsSpan().ContainsAny(_breaks);

    public static Bilingual Of(string text)
    {
        var breaks = text.Count(_breaks.Contains);
        var count = text.EnumerateRunes().Count() - breaks;
        var lines = breaks - text.AsSpan().Count("\r\n") + 1;
        if (lines > 1)
            return new($"{count}个字符，{lines}行", $"{count} characters, {lines} lines");
        return text.Length == 0 ? new("空", "empty")
            : text.All(char.IsAsciiDigit) ? new($"{count}位数字", $"{count} digits")
            : text.All(char.IsAsciiLetter) ? new($"{count}个字母", $"{count} letters")
            : text.EnumerateRunes().All(IsHan) ? new($"{count}个汉字", $"{count} 汉字")
            : new($"{count}个字符", $"{count} characters");
    }

    static bool IsHan(Rune rune) => rune.Value is >= 0x3400 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x3FFFF;
}
