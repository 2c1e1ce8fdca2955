using System.Text;
using Metrics.Mappings;
using Xunit;

namespace Metrics.Tests.Mappings;

public sealed class MappingSetTests
{
    const string Fields = """ "fields": { "case_id": "编号" }, "events": [ { "event": "accepted", "at": "受理" } ] """;

    static MappingSet Read(string mappings) => MappingSet.Read(Encoding.UTF8.GetBytes($$"""{ "mappings": [ {{mappings}} ] }"""));

    [Theory]
    [InlineData("""{ "fields": { "case_id": "a", "event": "b" } }""", "mappings[0].fields.at is 'null', expected a header")]
    [InlineData("""{ "fields": { "case_id": "a", "at": "b" } }""", "mappings[0].fields.event is 'null', expected a header")]
    [InlineData("""{ "fields": { "event": "a", "at": "b" } }""", "mappings[0].fields.case_id is 'null', expected a header")]
    [InlineData("""{ "fields": { "case_id": { "constant": "c" }, "event": "a", "at": "b" } }""", "mappings[0].fields.case_id is 'constant', expected a header")]
    [InlineData("""{ "events": [] }""", "mappings[0].fields is 'null'")]
    [InlineData("""{ "fields": { "case_id": "a" }, "events": [] }""", "mappings[0].events is '[]', expected at least one event")]
    [InlineData("""{ "fields": { "case_id": "a" }, "events": [ { "event": "accepted", "at": { "constant": "2019-03-04" } } ] }""", "mappings[0].events is 'constant'")]
    [InlineData("""{ "fields": { "case_id": "a", "at": "x" }, "events": [ { "event": "accepted", "at": "b" } ] }""", "mappings[0].fields has the name 'at', which each entry of events gives")]
    [InlineData("""{ "fields": { "case_id": "a" }, "events": [ { "event": "accepted", "at": "b", "fields": { "event_id": "x" } } ] }""", "events[0].fields has the name 'event_id'")]
    [InlineData("""{ "fields": { "case_no": "a" } }""", "mappings[0].fields has the name 'case_no', expected columns of a log")]
    [InlineData("""{ "fields": { "办件编号": "a" } }""", "mappings[0].fields has the name '办件编号', expected columns of a log")]
    [InlineData("""{ "fields": { "case_id": "a", "case_id": "b" } }""", "mappings[0].fields has the name 'case_id', which stands there twice")]
    [InlineData("""{ "file": "*", "fields": { "case_id": "a" } }""", "mappings[0] has the name 'file', expected one of source, files")]
    [InlineData("""{ "fields": { "case_id": "a" }, "events": [ { "event": "accepted", "at": "b", "where": {} } ] }""", "events[0] has the name 'where', expected one of event, at")]
    [InlineData("""{ "fields": { "case_id": "a" }, "events": [ { "event": "opened", "at": "b" } ] }""", "events[0].event is 'opened', expected an event")]
    [InlineData("""{ "fields": { "case_id": "a" }, "events": [ { "event": "受理", "at": "b" } ] }""", "events[0].event is '受理', expected an event")]
    [InlineData("""{ "fields": { "case_id": "a" }, "events": [ { "event": "visited", "at": "b" }, { "event": "visited", "at": "c" } ] }""", "events[1].id is 'visited', expected another event_id")]
    [InlineData("""{ "fields": { "case_id": "a" }, "events": [ { "event": "visited", "at": "b", "id": "1" }, { "event": "visited", "at": "c", "id": "1 " } ] }""", "events[1].id is '1 ', expected a text without blanks")]
    [InlineData("""{ "fields": { "case_id": "a" }, "events": [ { "event": "visited", "at": "b", "id": 1 } ] }""", "events[0].id is '1', expected a text")]
    [InlineData("""{ "fields": { "case_id": "a" }, "events": [ { "event": "visited", "at": "b", "when": { "c": "1" } } ] }""", "events[0].when.c is '\"1\"', expected an array")]
    [InlineData("""{ "fields": { "case_id": "a", "district": { "constant": "110101", "column": "b" } } }""", "fields.district has the name 'column', expected one of constant")]
    [InlineData("""{ "fields": { "case_id": "a", "district": { "values": {} } } }""", "fields.district.column is 'null'")]
    [InlineData("""{ "fields": { "case_id": "a", "district": { "column": "b", "else": null } } }""", "fields.district.else is 'null', expected a text")]
    [InlineData("""{ "fields": { "case_id": "a", "district": { "column": "b", "values": { "x": 1 } } } }""", "fields.district.values.x is '1', expected a text")]
    [InlineData("""{ "fields": { "case_id": "a", "district": { "column": "b", "values": { "x": "1", " x": "2" } } } }""", "is '2', expected one word for cells")]
    [InlineData("""{ "fields": { "case_id": "　" } }""", "fields.case_id is '　', expected a header")]
    [InlineData("""{ "fields": { "case_id": 1 } }""", "fields.case_id is '1', expected an object")]
    [InlineData("""{ "snapshot": "true", "fields": { "case_id": "a" }, "events": [ { "event": "visited", "at": "b" } ] }""", "snapshot is '\"true\"', expected true or false")]
    [InlineData("""{ "fields": [] }, 1""", "mappings[0].fields is '[]', expected an object")]
    public void A_fault_says_where_what_was_found_and_what_was_expected(string mappings, string reason)
    {
        var fault = Assert.Throws<RefusedException>(() => Read(mappings));
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
        Assert.StartsWith("字段映射：", fault.Why.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_mapping_that_fits_source_and_name_reads_a_file()
    {
        var set = Read($$"""{ "source": "hall", "files": "2019/*.csv", {{Fields}} }, { "source": "hall", {{Fields}} }, { "files": "*.xlsx", {{Fields}} }""");
        Assert.Equal("2019/*.csv", set.Find("hall", "2019/03/a.csv")!.Files!.ToString());
        Assert.Null(set.Find("hall", "2018/a.csv")!.Files);
        Assert.Equal("*.xlsx", set.Find("other", "a.xlsx")!.Files!.ToString());
        Assert.Null(set.Find("other", "a.csv"));
        Assert.Null(MappingSet.None.Find("hall", "a.csv"));
    }

    [Fact]
    public void What_changes_the_reading_of_a_file_changes_the_mappings_hash_and_nothing_else_does()
    {
        string Hash(string mapping) => Read(mapping).Find("hall", "a.csv")!.Sha256;
        var hash = Hash($$"""{ {{Fields}} }""");
        Assert.Equal(hash, Hash($$"""{ "source": "hall", "files": "*", "snapshot": true, /* 厅 */ {{Fields.Replace(" ", "\n", StringComparison.Ordinal)}} }"""));
        Assert.NotEqual(hash, Hash($$"""{ "sheet": "1", {{Fields}} }"""));
        Assert.NotEqual(hash, Hash($$"""{ {{Fields.Replace("受理", "受理时间", StringComparison.Ordinal)}} }"""));
    }

    [Fact]
    public void A_mapping_may_have_comments() => Assert.Equal(1, Read($$"""
        { // 大厅
          "_note": "2019", {{Fields}} }
        """).Count);

    [Fact]
    public void No_mapping_is_a_set_too() => Assert.Equal(0, Read("").Count);

    [Theory]
    [InlineData("*", "a/b.csv", true)]
    [InlineData("*", "", true)]
    [InlineData("a?c", "a办c", true)]
    [InlineData("a?c", "a\U00020000c", true)]
    [InlineData("a?c", "ac", false)]
    [InlineData("*.csv", "x/a.csv", true)]
    [InlineData("*.csv", "a.CSV", false)]
    [InlineData("*.csv", "a.csv.gz", false)]
    [InlineData("*a*b", "aab", true)]
    [InlineData("*a*b", "aba", false)]
    [InlineData("a*", "ba", false)]
    [InlineData("[a].csv", "a.csv", false)]
    [InlineData("月?.csv", "月10.csv", false)]
    public void A_pattern_has_stars_and_question_marks(string pattern, string name, bool fits) => Assert.Equal(fits, new NamePattern(pattern).Fits(name));

    [Fact(Timeout = 20_000)]
    public async Task A_pattern_of_many_stars_takes_no_time_beyond_all_measure() => await Task.Run(() =>
        Assert.False(new NamePattern(string.Concat(Enumerable.Repeat("*a", 500)) + "b").Fits(new string('a', 10_000))), TestContext.Current.CancellationToken);

    [Fact(Timeout = 60_000)]
    public async Task A_huge_mapping_is_read_or_refused() => await Task.Run(() =>
    {
        var events = string.Join(',', Enumerable.Range(0, 10_000).Select(i => $$"""{ "event": "visited", "id": "{{i}}", "at": "到厅{{i}}", "when": { "状态{{i}}": ["1"] } }"""));
        var set = Read($$"""{ "fields": { "case_id": "编号" }, "events": [ {{events}} ] }""");
        var log = Logs.Csv("编号,到厅0,到厅9999,状态0,状态9999\n" + string.Concat(Enumerable.Repeat("c,2019-03-04,2019-03-05,1,1\n", 20)));
        Assert.Equal(40, Logs.Read(log with { Mapping = set.Find("hall", "a.csv") }).Tally.Lines);

        Assert.Contains("no JSON", Assert.Throws<RefusedException>(() => Read(new string('[', 100_000))).Message, StringComparison.Ordinal);
        var header = Assert.Throws<RefusedException>(() => Read($$"""{ "fields": { "case_id": "{{new string('x', 1_000_000)}}" } }"""));
        Assert.InRange(header.Message.Length, 1, 500);
    }, TestContext.Current.CancellationToken);
}
