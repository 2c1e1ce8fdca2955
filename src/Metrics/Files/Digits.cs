using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Metrics.Files;

/// <summary>ASCII digits and marks of a text that is read from its start. Numbers are negative where a digit is none.</summary>
static class Digits
{
    /// <summary>Digits at the start.</summary>
    public static int Count(ReadOnlySpan<byte> text) =>
        text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') is >= 0 and var end ? end : text.Length;

    /// <summary>8 to 32 digits, as most identifiers are: the first and the last 16 (or 8), which may overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreLong(ReadOnlySpan<byte> text)
    {
        ref var first = ref MemoryMarshal.GetReference(text);
        var length = text.Length;
        if (length is < 8 or > 32)
            return false;
        if (length >= 16)
            return AreSixteen(Vector128.LoadUnsafe(ref first)) & AreSixteen(Vector128.LoadUnsafe(ref first, (nuint)(length - 16)));
        var ends = Vector128.Create(Unsafe.ReadUnaligned<ulong>(ref first), Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, length - 8)));
        return AreSixteen(ends.AsByte());
    }

    public static bool StartsWith(ReadOnlySpan<byte> text, int digits) => text.Length >= digits && Count(text[..digits]) == digits;

    /// <summary>Takes a mark off, if it is there.</summary>
    public static bool TrySkip(ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> mark)
    {
        var there = text.StartsWith(mark);
        text = there ? text[mark.Length..] : text;
        return there;
    }

    public static bool TryOneOrTwo(ref ReadOnlySpan<byte> text, out int value)
    {
        value = text.IsEmpty ? -1 : Digit(text[0]);
        if (value < 0)
            return false;
        var two = text.Length > 1 && Digit(text[1]) >= 0;
        if (two)
            value = value * 10 + Digit(text[1]);
        text = text[(two ? 2 : 1)..];
        return true;
    }

    public static int Four(ReadOnlySpan<byte> text)
    {
        int high = Two(text, 0), low = Two(text, 2);
        return high < 0 || low < 0 ? -1 : high * 100 + low;
    }

    public static int Two(ReadOnlySpan<byte> text, int at)
    {
        int high = Digit(text[at]), low = Digit(text[at + 1]);
        return high < 0 || low < 0 ? -1 : high * 10 + low;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool AreSixteen(Vector128<byte> text) => !Vector128.GreaterThanAny(text - Vector128.Create((byte)'0'), Vector128.Create((byte)9));

    static int Digit(byte b) => b is >= (byte)'0' and <= (byte)'9' ? b - '0' : -1;

    /// <summary>A number of ASCII digits from 0 to <paramref name="most"/>, and nothing else.</summary>
    public static bool TryNumber(ReadOnlySpan<char> digits, int most, out int number)
    {
        number = 0;
        // Digits alone: int.TryParse takes a NUL behind them too.
        return !digits.ContainsAnyExceptInRange('0', '9')
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= most;
    }
}
