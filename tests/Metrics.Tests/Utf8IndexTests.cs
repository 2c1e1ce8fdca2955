using System.Text;
using CsCheck;
using Xunit;

namespace Metrics.Tests;

public sealed class Utf8IndexTests
{
    /// <summary>Words of all lengths that differ in few places, by a letter or by a NUL, which is a character like others.</summary>
    static readonly Gen<string> _words = Gen.Select(Gen.Int[0, 40], Gen.Int[0, 40], Gen.Char["ab\0"]).Select((length, at, c) =>
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

    [Fact]
    public void A_word_is_found_wherever_it_lies_and_whatever_follows_it()
    {
        const int Page = 4096;
        var index = new Utf8Index();
        var text = Encoding.UTF8.GetBytes("department_accepted,correction_started,special_ended");
        for (var length = 1; length < text.Length; length++)
            index.Add(text.AsSpan(0, length));
        // Some of these places lie before a page's end, wherever the array begins.
        var memory = new byte[2 * Page];
        for (var at = 0; at < Page; at++)
        {
            Array.Fill(memory, (byte)'x');
            text.CopyTo(memory, at);
            var length = 1 + at % (text.Length - 1);
            Assert.Equal(length - 1, index.Find(memory.AsSpan(at, length)));
        }
    }
}
