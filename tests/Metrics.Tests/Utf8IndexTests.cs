using System.Text;
using CsCheck;
using Xunit;

namespace Metrics.Tests;

public sealed class Utf8IndexTests
{
    /// <summary>Words of all lengths that differ in few places: their ends are often the same.</summary>
    static readonly Gen<string> _words = Gen.Select(Gen.Int[0, 40], Gen.Int[0, 40], Gen.Char['a', 'c']).Select((length, at, c) =>
        at < length ? string.Concat(new string('x', at), c, new string('x', length - at - 1)) : new string('x', length));

    [Fact]
    public void A_word_has_one_number_and_another_word_another() => Gen.Select(_words.Array[0, 300], _words.Array[0, 50]).Sample((added, asked) =>
    {
        var index = new Utf8Index();
        var expected = new Dictionary<string, int>();
        foreach (var word in added)
        {
            expected.TryAdd(word, expected.Count);
            Assert.Equal(expected[word], index.Add(word));
        }
        Assert.Equal(expected.Count, index.Count);
        foreach (var word in asked)
            Assert.Equal(expected.GetValueOrDefault(word, -1), index.Find(Encoding.UTF8.GetBytes(word)));
        foreach (var (word, number) in expected)
            Assert.Equal(word, index[number]);
    }, iter: 300, threads: 1);
}
