using System.Globalization;

namespace Metrics.Spreadsheets;

/// <summary>A cell's number as text (contract 6).</summary>
static class NumberText
{
    /// <summary>Chars that any number needs: its sign, point, zeros and digits.</summary>
    public const int MaxLength = 384;

    /// <summary>Digits that a double holds whichever they are.</summary>
    const int SureDigits = 15;
    const double FirstWithExponent = 1e15;
    const int SecondsPerDay = 86_400;

    static readonly DateTime _dayZero1900 = new(1899, 12, 30);
    static readonly DateTime _dayZero1904 = new(1904, 1, 1);

    /// <summary>Writes a number that is a date or time; one that no calendar holds is written as a number.</summary>
    public static int WriteDate(double number, bool from1904, Span<char> into)
    {
        var zero = from1904 ? _dayZero1904 : _dayZero1900;
        var (first, last) = ((DateTime.MinValue - zero).TotalDays, (DateTime.MaxValue.Date - zero).TotalDays);
        if (!(number >= first && number <= last))
            return Write(number, into);
        // The decimal that the number stands for, and not its binary neighbour, is rounded: half a second goes up.
        var days = decimal.Parse(number.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
        var seconds = decimal.Floor(days * SecondsPerDay + 0.5m);
        var date = zero.AddSeconds((double)seconds);
        date.TryFormat(into, out var length, double.IsInteger(number) ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return length;
    }

    /// <summary>Whether a number in a file already is its own text: whole, without a sign or a zero in front.</summary>
    public static bool IsPlain(ReadOnlySpan<char> number) =>
        number.Length is > 0 and <= SureDigits && number[0] != '0' && !number.ContainsAnyExceptInRange('0', '9');

    public static int Write(double number, Span<char> into)
    {
        // Minus zero is zero.
        number = number == 0 ? 0 : number;
        number.TryFormat(into, out var length, "R", CultureInfo.InvariantCulture);
        var exponent = into[..length].IndexOf('E');
        var isLarge = Math.Abs(number) >= FirstWithExponent;
        return isLarge == exponent >= 0 ? length
            : isLarge ? WriteExponent(into, length) : WriteZeros(into, exponent, length);
    }

    /// <summary>Of a large number that is written as its digits, <c>1000000000000000</c>.</summary>
    static int WriteExponent(Span<char> text, int length)
    {
        var sign = text[0] == '-' ? "-" : "";
        var digits = text[sign.Length..length].ToString();
        var fraction = digits[1..].TrimEnd('0');
        return Put($"{sign}{digits[0]}{(fraction.Length > 0 ? "." : "")}{fraction}E+{digits.Length - 1}", text);
    }

    /// <summary>Of a number near zero that is written with an exponent, <c>1.5E-05</c>.</summary>
    static int WriteZeros(Span<char> text, int exponent, int length)
    {
        var sign = text[0] == '-' ? "-" : "";
        var zeros = -int.Parse(text[(exponent + 1)..length], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) - 1;
        var digits = text[sign.Length..exponent].ToString().Replace(".", "", StringComparison.Ordinal);
        return Put($"{sign}0.{new string('0', zeros)}{digits}", text);
    }

    static int Put(string written, Span<char> into)
    {
        written.CopyTo(into);
        return written.Length;
    }
}
