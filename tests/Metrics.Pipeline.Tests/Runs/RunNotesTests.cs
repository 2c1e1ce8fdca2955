using System.Text.Json;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Runs;

namespace Metrics.Pipeline.Tests.Runs;

public sealed class RunNotesTests
{
    [Theory]
    [InlineData(50, 400, 'a', 50)]
    [InlineData(60, 400, '办', 50)] // the first
    [InlineData(50, 1000, 'a', 32)] // 1,003 characters each, in room for 32,766
    [InlineData(50, 1000, '"', 5)] // six characters each
    [InlineData(1, 100_000, 'a', 1)]
    public void The_notes_of_a_run_fit_into_a_property_of_its_row(int count, int length, char of, int shown)
    {
        var json = RunNotes.Json(Enumerable.Repeat(new string(of, length), count));
        Assert.InRange(json.Length, 1, RowText.MostCharacters);
        Assert.Equal(shown, JsonSerializer.Deserialize<string[]>(json)!.Length);
    }

    [Theory, InlineData("abcd", "abcd"), InlineData("abcde", "abc…"), InlineData("ab😀d", "ab…")]
    public void A_text_that_is_cut_keeps_its_characters_whole(string text, string expected) => Assert.Equal(expected, text.Cut(4));
}
