using System.Text;
using CsCheck;
using Xunit;

namespace Metrics.Tests;

public class Utf8OrderTests
{
    [Theory]
    [InlineData("a-b.csv", "a/x.csv")]
    [InlineData("a", "a/")]
    [InlineData("*", "110101")]
    [InlineData("\uFFFD.csv", "\U00020BB7.csv")]
    [InlineData("\uFF21.csv", "\U00020BB7.csv")]
    [InlineData("\uE000", "\U0010FFFF")]
    public void Texts_are_ordered_as_their_utf8_bytes(string first, string second)
    {
        Assert.True(Utf8Order.Instance.Compare(first, second) < 0);
        Assert.True(Utf8Order.Instance.Compare(second, first) > 0);
        Assert.Equal(0, Utf8Order.Instance.Compare(first, first));
    }

    [Fact]
    public void Any_two_texts_compare_as_their_bytes() =>
        Gen.Select(Texts, Texts).Sample((a, b) => Assert.Equal(
            Math.Sign(Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b))),
            Math.Sign(Utf8Order.Instance.Compare(a, b))), iter: 5000);

    static readonly string[] Pieces =
        ["a", "/", "~", "中", "\uD7FF", "\uE000", "\uFF21", "\uFFFF", "\U00010000", "\U00020BB7", "\U0010FFFF"];

    static Gen<string> Texts => Gen.Int[0, Pieces.Length - 1].List[0, 4].Select(picks => string.Concat(picks.Select(i => Pieces[i])));
}
