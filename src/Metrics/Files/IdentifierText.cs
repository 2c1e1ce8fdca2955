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
    internal static ReadOnlySpan<byte> Clean(ReadOnlySpan<byte> text) => IsPlain(text) ? text : CleanSlowly(text);

    /// <summary>
    /// As <see cref="Clean"/>; false: it has the form of a number whose digits are lost, <c>3.30106E+17</c>, or more than 15 digits, a point and zeros.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryClean(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> identifier)
    {
        identifier = text;
        return IsPlain(text) || TryCleanSlowly(text, out identifier);
    }

    /// <summary>The form of an event id (contract 1.2): a number's digits without its leading zeros; another text as it is.</summary>
    public static ReadOnlySpan<byte> WithoutLeadingZeros(ReadOnlySpan<byte> text)
    {
        if (!Digits.AreLong(text) && Digits.Count(text) != text.Length)
            return text;
        var zeros = 0;
        while (zeros < text.Length - 1 && text[zeros] == '0')
            zeros++;
        return text[zeros..];
    }

    /// <summary>Surely neither to be cleaned nor spoilt: true for nearly every identifier.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool IsPlain(ReadOnlySpan<byte> text) => Digits.AreLong(text) || text.Length < 2
        || text[0] != '\'' && text[1] is not ((byte)'.' or (byte)'E' or (byte)'e') && !(text[^1] == '0' && text[^2] is (byte)'0' or (byte)'.');

    [MethodImpl(MethodImplOptions.NoInlining)]
    static ReadOnlySpan<byte> CleanSlowly(ReadOnlySpan<byte> text)
    {
        if (text is [(byte)'\'', _, ..] && Digits.Count(text[1..]) == text.Length - 1)
            return text[1..];
        return DigitsBeforeZeros(text) is > 0 and <= KeptDigits and var digits ? text[..digits] : text;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static bool TryCleanSlowly(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> identifier)
    {
        identifier = CleanSlowly(text);
        return !IsExponential(identifier) && DigitsBeforeZeros(identifier) <= KeptDigits;
    }

    /// <summary>Of a text of digits, a point and zeros, the digits before the point; else 0.</summary>
    static int DigitsBeforeZeros(ReadOnlySpan<byte> text)
    {
        var digits = Digits.Count(text);
        var rest = text[digits..];
        return rest is [(byte)'.', _, ..] && !rest[1..].ContainsAnyExcept((byte)'0') ? digits : 0;
    }

    /// <summary>One digit, perhaps a point and digits, E or e, a plus sign, digits.</summary>
    static bool IsExponential(ReadOnlySpan<byte> text)
    {
        if (Digits.Count(text) != 1 || text.Length == 1)
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
