using Xunit;

namespace Metrics.Tests.CaseLogs;

public sealed class NdjsonLogTests
{
    const string Rest = "\"event\":\"received\",\"at\":\"2019-03-04\"";

    [Theory]
    [InlineData("""{"case_id":"c1",REST}""", "")]
    [InlineData("""  {"case_id":"c1",REST}  """, "")]
    [InlineData("""{"case_id":12,REST}""", "")]
    [InlineData("""{"case_id":1.50e3,REST}""", "")]
    [InlineData("""{"case_id":null,REST}""", "1 missing_field case_id")]
    [InlineData("""{"case_id":true,REST}""", "1 bad_row")]
    [InlineData("""{"case_id":["c"],REST}""", "1 bad_row")]
    [InlineData("""{"case_id":{},REST}""", "1 bad_row")]
    [InlineData("""{"case_id":"c1",REST,"rating":false}""", "1 bad_row")]
    [InlineData("""{"case_id":"c1",REST,"x":[true,{"case_id":1,"case_id":2}],"x":false}""", "")]
    [InlineData("""{"case_id":"c1",REST,"办件编码":null}""", "1 bad_row")]
    [InlineData("""{"case_id":"c1",REST,"\u0063ase_id":"c1"}""", "1 bad_row")]
    [InlineData("""{"case_id":"c1",REST," case_id":"c1"}""", "")]
    [InlineData("""{"case_id":"c1",REST,"case_id\ud800":"c1"}""", "")]
    [InlineData("""{"case_id":"c1",REST,"":1}""", "")]
    [InlineData("""{"case_id":"\ud83d\ude00",REST}""", "")]
    [InlineData("""{"case_id":"\ude00",REST}""", "1 bad_row")]
    [InlineData("""{"case_id":"\ud83d\ud83d\ude00",REST}""", "1 bad_row")]
    [InlineData("""{"case_id":"\ud83dx",REST}""", "1 bad_row")]
    [InlineData("""{"case_id":"c1",REST,"stage":"\ud83d\n"}""", "1 bad_row")]
    [InlineData("""{"case_id":"c1",REST,"x":"\ud83d"}""", "")]
    [InlineData("""{"case_id":"c1",REST}{}""", "1 bad_row")]
    [InlineData("""{"case_id":"c1",REST},""", "1 bad_row")]
    [InlineData("""{"case_id":"c1",REST,}""", "1 bad_row")]
    [InlineData("""{"case_id":"c1",REST""", "1 bad_row")]
    [InlineData("""{"case_id":"c1",REST} // x""", "1 bad_row")]
    [InlineData("""{"case_id":01,REST}""", "1 bad_row")]
    [InlineData("""{"case_id":NaN,REST}""", "1 bad_row")]
    [InlineData("""{'case_id':"c1",REST}""", "1 bad_row")]
    [InlineData(""" "c1" """, "1 bad_row")]
    [InlineData("null", "1 bad_row")]
    [InlineData("\u3000{\"case_id\":\"c1\",REST}", "1 bad_row")]
    [InlineData("{\"case_id\":\"a\tb\",REST}", "1 bad_row")]
    [InlineData("{\"case_id\":\"\u3000 \\t\",REST}", "1 missing_field case_id")]
    public void Each_line_is_one_object_of_text_numbers_and_nulls(string line, string reasons)
    {
        var read = Logs.Read(Logs.Json(line.Replace("REST", Rest, StringComparison.Ordinal)));
        Assert.Equal(reasons, string.Join(';', read.Reasons));
        Assert.Equal(1, read.Tally.Lines);
    }

    [Theory]
    [InlineData("[{\"case_id\":\"c1\",\"event\":\"received\",\"at\":\"2019-03-04\"}]\n", true)]
    [InlineData(" \n\uFEFF [\n", true)]
    [InlineData("{}\n[1]\n", false)]
    public void A_first_line_that_begins_an_array_refuses_the_file(string text, bool refused)
    {
        var read = Logs.Read([Logs.Json(text)], chunkSize: 1);
        Assert.Equal(refused, read.Tally.Refusal?.En.Contains("one object a line", StringComparison.Ordinal) ?? false);
    }

    [Fact]
    public void Numbers_are_their_text_and_escapes_their_characters()
    {
        var read = Logs.Read(Logs.Json(
            """{"流水号":007.5e1,"办件编号":"\u53d7\/\"\\\t\n\ud83d\ude00 x","event":5,"at":20190304,"district":110101001}""".Replace("007", "7", StringComparison.Ordinal)));
        Assert.Equal("1|受/\"\\\t\n😀 x|7.5e1|Refused|2019-03-04T23:59:59.0000000|||110101|None|||None|None|0|", Assert.Single(read.Events));
    }

    [Fact]
    public void Only_the_lines_length_bounds_its_depth()
    {
        var deep = new string('[', 30_000) + new string(']', 30_000);
        Assert.Single(Logs.Read(Logs.Json($"{{\"case_id\":\"c1\",{Rest},\"x\":{deep}}}\n")).Events);
    }

    [Fact]
    public void Blank_lines_are_no_lines_and_count_for_the_line_number()
    {
        var read = Logs.Read(Logs.Json("\n \t\r\n\u3000\n{}\n"));
        Assert.Equal(["4 missing_field case_id"], read.Reasons);
        Assert.Equal(1, read.Tally.Lines);
    }

    [Fact]
    public void An_empty_file_has_no_lines_and_is_not_refused()
    {
        var read = Logs.Read(Logs.Json(""));
        Assert.Null(read.Tally.Refusal);
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", read.Tally.Sha256);
    }

    [Theory, InlineData("a.ndjson", 1), InlineData("x/A.JsonL", 1), InlineData("a.NDJSON.GZ", 1), InlineData("a.json", 0), InlineData("a.ndjson.csv", 0)]
    public void The_name_tells_ndjson_from_csv(string name, int events)
    {
        var line = $"{{\"case_id\":\"c1\",{Rest}}}\n";
        Assert.Equal(events, Logs.Read(Logs.File(name, System.Text.Encoding.UTF8.GetBytes(line))).Events.Count);
    }
}
