using System.Runtime.CompilerServices;

namespace Metrics.Files;

/// <summary>Takes off a value or a header what programs put around it, and knows the words for no value (contract 1).</summary>
static class Cleaning
{
    /// <summary>Bytes of the longest word for no value.</summary>
    const int MaxMissing = 4;

    static readonly WordTable s_missing = new([["NULL", "null", @"\N", "N/A", "#N/A", "NaN", "nan", "None", "-", "--", "—", "/", "无", "空"]]);

    // ASCII from 0 and from 64 on: what may begin a value that has to be looked at closely.
    const ulong Doubtful0 = (1UL << ' ') - 1 | 1UL << ' ' | 1UL << '"' | 1UL << '=' | 1UL << '#' | 1UL << '-' | 1UL << '/';
    const ulong Doubtful64 = 1UL << 'N' - 64 | 1UL << 'n' - 64 | 1UL << '\\' - 64 | 1UL << 0x7F - 64;

    /// <summary>The value without blanks around it and without <c>="…"</c>; empty where it says that there is none.</summary>
    /// <param name="text">Valid UTF-8.</param>
    public static ReadOnlySpan<byte> Clean(ReadOnlySpan<byte> text) => IsClean(text) ? text : CleanSlowly(text);

    /// <summary>Surely clean: true for nearly every value that is ASCII.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsClean(ReadOnlySpan<byte> text) => text.IsEmpty || !IsDoubtful(text[0]) && WhiteSpace.IsInk(text[^1]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool IsDoubtful(byte first) => first >= 0x80 || ((first < 64 ? Doubtful0 : Doubtful64) >> (first & 63) & 1) != 0;

    [MethodImpl(MethodImplOptions.NoInlining)]
    static ReadOnlySpan<byte> CleanSlowly(ReadOnlySpan<byte> text)
    {
        text = WhiteSpace.Trim(text);
        // A program that guards digits may guard what another one has guarded.
        while (text is [(byte)'=', (byte)'"', .., (byte)'"'])
            text = WhiteSpace.Trim(text[2..^1]);
        return text.Length <= MaxMissing && s_missing.Find(text) >= 0 ? [] : text;
    }
}
