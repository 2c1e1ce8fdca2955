using System.Runtime.CompilerServices;

namespace Metrics.Files;

/// <summary>Takes off a value or a header what programs put around it, and knows the words for no value (contract 1).</summary>
static class Cleaning
{
    /// <summary>Bytes of the longest word for no value.</summary>
    const int MaxMissing = 4;

    static readonly WordTable _missing = new([["NULL", "null", @"\N", "N/A", "#N/A", "NaN", "nan", "None", "-", "--", "—", "/", "无", "空"]]);

    /// <summary>The value without blanks around it and without <c>="…"</c>; empty where it says that there is none.</summary>
    /// <param name="text">Valid UTF-8.</param>
    public static ReadOnlySpan<byte> Clean(ReadOnlySpan<byte> text) => IsClean(text) ? text : CleanSlowly(text);

    /// <summary>Surely clean: true for nearly every value that is ASCII. One in quotes is not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsClean(ReadOnlySpan<byte> text) =>
        text.Length > MaxMissing ? IsPlain(text[0]) && IsPlain(text[^1]) : text.IsEmpty || IsPlainWord(text);

    /// <summary>Of a short value: it begins as no word for no value does.</summary>
    static bool IsPlainWord(ReadOnlySpan<byte> text) => IsPlain(text[0]) && IsPlain(text[^1])
        && text[0] is not ((byte)'N' or (byte)'n' or (byte)'\\' or (byte)'#' or (byte)'-' or (byte)'/');

    /// <summary>An ASCII byte that is neither white space nor a quote, in which a guarded value ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool IsPlain(byte b) => b is > (byte)'"' and < 0x7F;

    [MethodImpl(MethodImplOptions.NoInlining)]
    static ReadOnlySpan<byte> CleanSlowly(ReadOnlySpan<byte> text)
    {
        text = WhiteSpace.Trim(text);
        // A program that guards digits may guard what another one has guarded.
        while (text is [(byte)'=', (byte)'"', .., (byte)'"'])
            text = WhiteSpace.Trim(text[2..^1]);
        return text.Length <= MaxMissing && _missing.Find(text) >= 0 ? [] : text;
    }
}
