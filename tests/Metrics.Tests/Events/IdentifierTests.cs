using System.Text;
using CsCheck;
using Metrics.Events;
using Xunit;

namespace Metrics.Tests.Events;

public sealed class IdentifierTests
{
    /// <summary>Digits of every length, near digits (the characters around them, one wrong place), and any text.</summary>
    static readonly Gen<string> _ids = Gen.OneOf(
        Gen.Char['0', '9'].Array[0, 64].Select(c => new string(c)),
        Gen.Char['.', ':'].Array[0, 64].Select(c => new string(c)),
        Gen.Select(Gen.Char['0', '9'].Array[1, 64], Gen.Int[0, 63], Gen.Int[0, 6].Select(i => "/:a\0\u007f\u00b0号"[i])).Select((digits, at, wrong) =>
        {
            digits[at % digits.Length] = wrong;
            return new string(digits);
        }),
        Gen.String[Gen.Char.Where(c => !char.IsSurrogate(c)), 0, 64]);

    static byte[] Pack(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var packed = new byte[utf8.Length + 2];
        return packed[..Identifier.Pack(utf8, ref packed[0])];
    }

    static string Unpack(byte[] packed) => Encoding.UTF8.GetString(Identifier.At0([.. packed, 1, 2, 3]).ToUtf8());

    [Fact]
    public void Every_text_comes_back() => _ids.Sample(text => Assert.Equal(text, Unpack(Pack(text))), iter: 5_000, threads: 1);

    [Fact]
    public void Packed_texts_are_equal_and_ordered_as_their_bytes() => Gen.Select(_ids, _ids).Sample((a, b) =>
    {
        var (x, y) = (Pack(a), Pack(b));
        Assert.Equal(a == b, x.AsSpan().SequenceEqual(y));
        var order = Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b));
        Assert.Equal(Math.Sign(order), Math.Sign(Identifier.At0(x).CompareTo(Identifier.At0(y))));
    }, iter: 5_000, threads: 1);

    [Theory, InlineData("", 1), InlineData("7", 2), InlineData("33011019010200000044", 11), InlineData("0000004400", 6), InlineData("A1", 3)]
    public void Two_digits_take_a_byte(string text, int size) => Assert.Equal(size, Pack(text).Length);

    [Fact]
    public void Leading_zeros_and_odd_lengths_are_told_apart() =>
        Assert.Equal(6, new[] { "0", "00", "000", "1", "01", "001" }.Select(t => Convert.ToHexString(Pack(t))).Distinct().Count());
}
