using System.Text;
using CsCheck;
using Metrics.Files;
using Xunit;

namespace Metrics.Tests.Files;

public sealed class CleaningTests
{
    static string Clean(string text) => Encoding.UTF8.GetString(Cleaning.Clean(Encoding.UTF8.GetBytes(text)));

    static string Identifier(string text) => Encoding.UTF8.GetString(IdentifierText.Clean(Cleaning.Clean(Encoding.UTF8.GetBytes(text))));

    static bool IsSpoilt(string text) => !IdentifierText.TryClean(Encoding.UTF8.GetBytes(text), out _);

    [Theory]
    [InlineData(" c1\t"), InlineData("\u3000c1\u00A0"), InlineData("\u0085c1\u2003"), InlineData("\uFEFFc1"), InlineData("c1\u200B"), InlineData("\u200C\u200Dc1\u2060")]
    [InlineData("\u200B \uFEFF c1 \u2060\u3000"), InlineData("=\"c1\""), InlineData(" =\"\u200Bc1 \" "), InlineData("=\"=\"c1\"\"")]
    public void Blanks_marks_and_the_form_of_a_formula_are_taken_off(string text)
    {
        Assert.Equal("c1", Clean(text));
    }

    [Theory]
    [InlineData("c 1"), InlineData("c\u200B1"), InlineData("=c1"), InlineData("=\"c1"), InlineData("=\""), InlineData("\"c1\""), InlineData("c=\"1\""), InlineData("'c1'"), InlineData("\u180Ec1"), InlineData("\u2061c1")]
    public void What_stands_inside_a_value_stays(string text)
    {
        Assert.Equal(text, Clean(text));
    }

    [Theory]
    [InlineData("NULL"), InlineData("null"), InlineData("\\N"), InlineData("N/A"), InlineData("#N/A"), InlineData("NaN"), InlineData("nan"), InlineData("None")]
    [InlineData("-"), InlineData("--"), InlineData("—"), InlineData("/"), InlineData("无"), InlineData("空"), InlineData("")]
    public void A_word_for_no_value_is_none(string word)
    {
        Assert.Equal(["", "", ""], [Clean(word), Clean($"\u3000{word}\uFEFF"), Clean($"=\" {word}\"")]);
    }

    [Theory]
    [InlineData("Null"), InlineData("NONE"), InlineData("n/a"), InlineData("NA"), InlineData("nil"), InlineData("---"), InlineData("–"), InlineData("——"), InlineData("没有"), InlineData("\\n"), InlineData("//"), InlineData("0"), InlineData("无无"), InlineData("NULLs")]
    public void Another_word_is_a_value(string word)
    {
        Assert.Equal(word, Clean(word));
    }

    [Theory]
    [InlineData("'12", "12"), InlineData("'0012", "0012"), InlineData("12.0", "12"), InlineData("0012.000", "0012"), InlineData("123456789012345.0", "123456789012345"), InlineData("=\"'12\"", "12")]
    [InlineData("'12a", "'12a"), InlineData("''12", "''12"), InlineData("'12.0", "'12.0"), InlineData("'", "'"), InlineData("12.01", "12.01"), InlineData("12.", "12."), InlineData(".0", ".0"), InlineData("1.2.0", "1.2.0"), InlineData("a12.0", "a12.0"), InlineData("100", "100")]
    public void An_identifier_of_digits_loses_its_apostrophe_or_its_point_and_zeros(string text, string expected)
    {
        Assert.Equal(expected, Identifier(text));
    }

    [Theory]
    [InlineData("3.30106E+17", true), InlineData("3E+17", true), InlineData("3e+05", true), InlineData("3.3e+0", true), InlineData("1234567890123456.0", true), InlineData("330106190304000001.00", true)]
    [InlineData("3.30106E17", false), InlineData("3.30106E-17", false), InlineData("33.1E+17", false), InlineData("3.E+17", false), InlineData("3.3E+", false), InlineData("3.30106E+17x", false), InlineData("3.3xE+17", false), InlineData(".3E+17", false), InlineData("3x+17", false)]
    [InlineData("123456789012345.0", false), InlineData("1234567890123456.", false), InlineData("1234567890123456.5", false), InlineData("1234567890123456", false), InlineData("1234567890123400", false), InlineData("a1234567890123456.0", false), InlineData("", false)]
    public void An_identifier_whose_digits_a_spreadsheet_lost_is_spoilt(string text, bool spoilt)
    {
        Assert.Equal(spoilt, IsSpoilt(text));
    }

    [Theory]
    [InlineData("007", "7"), InlineData("000", "0"), InlineData("0", "0"), InlineData("", ""), InlineData("070", "70"), InlineData("00a", "00a"), InlineData("-07", "-07"), InlineData("０7", "０7")]
    public void An_event_id_of_digits_has_no_leading_zeros(string text, string expected)
    {
        Assert.Equal(expected, Encoding.UTF8.GetString(IdentifierText.WithoutLeadingZeros(Encoding.UTF8.GetBytes(text))));
    }

    [Fact]
    public void What_is_clean_stays_as_it_is()
    {
        string[] pieces = [" ", "\u3000", "\uFEFF", "\u200B", "=", "\"", "=\"", "'", "12", "0", ".", ".0", "E+7", "NULL", "无", "-", "/", "\\N", "n", "c", "受", "𠮷"];
        Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]).Array[0, 8].Select(string.Concat).Sample(text =>
        {
            Assert.Equal(Clean(text), Clean(Clean(text)));
            Assert.Equal(Identifier(text), Identifier(Identifier(text)));
        }, iter: 20_000);
    }
}
