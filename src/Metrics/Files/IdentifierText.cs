using System.Runtime.CompilerServices;

namespace Metrics.Files;

/// <summary>What spreadsheet programs make of identifiers (contract 1 and 1.2).</summary>
public static class IdentifierText
{
    /// <summary>Digits that a spreadsheet's number keeps.</summary>
    const int KeptDigits = 15;

    /// <summary>An identifier without the apostrophe before its digits, or without the point and zeros behind 15 of them or fewer.</summary>
    /// <param name="text">A clean value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ReadOnlySpan<byte> Clean(ReadOnlySpan<byte> text) =>
        text is [(byte)'\'', ..] || EndsInZero(text) ? CleanSlowly(text) : text;

    /// <summary>The form of a number whose digits are lost: <c>3.30106E+17</c>, or more than 15 digits, a point and zeros.</summary>
    /// <param name="text">As <see cref="Clean"/> leaves it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsSpoilt(ReadOnlySpan<byte> text) =>
        text is [_, (byte)'.' or (byte)'E' or (byte)'e', ..] && IsExponential(text) || EndsInZero(text) && DigitsBeforeZeros(text) > KeptDigits;

    /// <summary>The form of an event id (contract 1.2): a number's digits without its leading zeros; another text as it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<byte> WithoutLeadingZeros(ReadOnlySpan<byte> text) =>
        text is [(byte)'0', _, ..] && Digits.Count(text) == text.Length ? Shorten(text) : text;

    static ReadOnlySpan<byte> Shorten(ReadOnlySpan<byte> digits) => digits.TrimStart((byte)'0') is { IsEmpty: false } number ? number : digits[^1..];

    /// <summary>Two bytes that few identifiers end in, and each one with a point and zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool EndsInZero(ReadOnlySpan<byte> text) => text is [.., (byte)'.' or (byte)'0', (byte)'0'];

    [MethodImpl(MethodImplOptions.NoInlining)]
    static ReadOnlySpan<byte> CleanSlowly(ReadOnlySpan<byte> text)
    {
        if (text is [(byte)'\'', _, ..] && Digits.Count(text[1..]) == text.Length - 1)
            return text[1..];
        return DigitsBeforeZeros(text) is > 0 and <= KeptDigits and var digits ? text[..digits] : text;
    }

    /// <summary>Of a text of digits, a point and zeros, the digits before the point; else 0.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static int DigitsBeforeZeros(ReadOnlySpan<byte> text)
    {
        var digits = Digits.Count(text);
        var rest = text[digits..];
        return rest is [(byte)'.', _, ..] && !rest[1..].ContainsAnyExcept((byte)'0') ? digits : 0;
    }

    /// <summary>One digit, perhaps a point and digits, E or e, a plus sign, digits.</summary>
    static bool IsExponential(ReadOnlySpan<byte> text)
    {
        if (Digits.Count(text) != 1)
            return false;
        text = text[1..];
        if (text[0] == '.')
        {
            var digits = Digits.Count(text[1..]);
            if (digits == 0)
                return false;
            text = text[(1 + digits)..];
        }
        return text is [(byte)'E' or (byte)'e', (byte)'+', _, ..] && Digits.Count(text[2..]) == text.Length - 2;
    }
}
