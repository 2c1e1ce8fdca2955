using Metrics.Events;
using Metrics.Files;
using Metrics.Mappings;
using Metrics.Proposing;
using Xunit;

namespace Metrics.Tests.Proposing;

public sealed class VocabularyTests
{
    [Fact]
    public void Every_known_header_means_a_column_or_an_event_or_is_left_alone()
    {
        string[] known = [.. Enumerable.Range(0, Columns.Count).Select(c => Columns.Names[c]), .. EventWords.Kinds.Skip(1), "status", "none"];
        var headers = Rows("headers.csv", "means", "header");
        Assert.All(headers, r => Assert.Contains(r[0], known));
        // The contract's own headers come first: 办理状态 is the event, whatever the vocabulary says.
        Assert.All(headers.Where(r => Columns.Of(System.Text.Encoding.UTF8.GetBytes(r[1])) is null), r => Assert.Equal(r[0], Vocabulary.Of(r[1]).Means));
    }

    [Fact]
    public void Every_known_word_means_one_of_the_contracts() => Assert.All(Rows("words.csv", "column", "word", "means"), r =>
    {
        // These two choose an event instead of a word.
        if ((r[0], r[2]) is not (("result", "withdrawn") or ("status", "refused")))
            Assert.True(ContractWord.Of(r[0], r[2]) is { IsOwn: true }, r[2]);
    });

    [Theory]
    [InlineData("受理日期", "accepted", true)]
    [InlineData("办结时间（年月日）", "decided", true)]
    [InlineData("首次受理时间", "accepted", false)]
    [InlineData("承诺办结时间", "none", true)]
    [InlineData("法定代表人姓名", "none", false)]
    [InlineData("天气", "", false)]
    public void A_header_is_known_or_holds_a_known_one(string header, string means, bool isSure)
    {
        var found = Vocabulary.Of(header);
        Assert.Equal((means, isSure), (found.Means, found.IsSure));
    }

    static IReadOnlyList<TableRow> Rows(string file, params string[] columns)
    {
        var bytes = File.ReadAllBytes(Repository.File("src/Metrics/Proposing/Data/" + file));
        return FileTable.Read(bytes, new(file, file), new ColumnNames([.. columns.Select(c => new[] { c })], [.. Enumerable.Range(0, columns.Length)]));
    }
}
