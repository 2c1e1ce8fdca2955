using System.Text;
using Xunit;

namespace Metrics.Tests.CaseLogs;

public sealed class CsvLogTests
{
    const string Short = "case_id,event,at,note\n";

    [Theory]
    [InlineData("c1,received,2019-03-04,\"a \"\"b\"\", c\"\n", "")]
    [InlineData("c1,received,2019-03-04,\"a\r\nb\"\r\n", "")]
    [InlineData("\"c1\",\"received\",\"2019-03-04\",\"\"", "")]
    [InlineData("=\"c1\",=\"received\",=\"2019-03-04\",=\"a\n\"\",\"\n", "")]
    [InlineData("c1,received,2019-03-04,=a\n", "")]
    [InlineData("c1,received,2019-03-04,=\"a\n", "2 bad_row")]
    [InlineData("c1,received,2019-03-04,=\"a\"x\n", "2 bad_row")]
    [InlineData("c1,received,2019-03-04,==\"a\"\n", "2 bad_row")]
    [InlineData("c1,received,2019-03-04, =\"a\"\n", "2 bad_row")]
    [InlineData("c1,received,2019-03-04,=a\"b\"\n", "2 bad_row")]
    [InlineData("c1,received,2019-03-04,\"a", "2 bad_row")]
    [InlineData("c1,received,2019-03-04,a\"b\n", "2 bad_row")]
    [InlineData("c1,received,2019-03-04, \"a\"\n", "2 bad_row")]
    [InlineData("c1,received,2019-03-04,\"a\" \n", "2 bad_row")]
    [InlineData("c1,received,2019-03-04,\"a\"\"\n", "2 bad_row")]
    [InlineData("c1,received,2019-03-04,\"a\"\r", "2 bad_row")]
    [InlineData("c1,received,2019-03-04,\"a\"\r\r\n", "2 bad_row")]
    [InlineData("c1,received,2019-03-04\n", "2 bad_row")]
    [InlineData("c1,received,2019-03-04,a,b\n", "2 bad_row")]
    public void Quoting_is_that_of_RFC_4180(string line, string reasons)
    {
        var read = Logs.Read(Logs.Csv(Short + line));
        Assert.Equal(1, read.Tally.Lines);
        Assert.Equal(reasons, string.Join(';', read.Reasons));
    }

    [Fact]
    public void A_line_number_is_that_of_the_records_first_physical_line()
    {
        var read = Logs.Read(Logs.Csv(
            "\n" + Short + "c1,received,2019-03-04,\"1\n2\n3\"\n\n\"c2\nx\",received,bad,\nc3,received,2019-03-04,\n"));
        Assert.Equal(["7 bad_time at"], read.Reasons);
        Assert.Equal(["3", "9"], read.Events.Select(e => e.Split('|')[0]));
    }

    [Fact]
    public void After_a_quoting_fault_reading_goes_on_at_the_next_physical_line()
    {
        var read = Logs.Read(Logs.Csv(Short + "c1,received,2019-03-04,\"a\nc2,received,2019-03-04,\nc3,received,2019-03-04,\"b\"\n"));
        Assert.Equal(["2 bad_row"], read.Reasons);
        Assert.Equal(["3", "4"], read.Events.Select(e => e.Split('|')[0]));
    }

    [Fact]
    public void A_doubled_quote_is_one_quote_and_a_comma_in_quotes_is_text()
    {
        var read = Logs.Read(Logs.Csv(Logs.Header + "\"c\"\"1,\",\"e\",stage_done,2019-03-04,,,,,\"s,\"\"x\",,,,,,\n"));
        Assert.Equal(["2|c\"1,|e|StageDone|2019-03-04T23:59:59.0000000|||0|None|s,\"x||None|None|0|"], read.Events);
    }

    [Theory]
    [InlineData(65_536, "\n", true)]
    [InlineData(65_536, "\r\n", true)]
    [InlineData(65_536, "", true)]
    [InlineData(65_537, "\n", false)]
    [InlineData(65_537, "\r\n", false)]
    [InlineData(65_537, "", false)]
    [InlineData(300_000, "\n", false)]
    public void A_record_has_at_most_65536_bytes_without_its_line_end(int size, string end, bool good)
    {
        const string start = "c1,received,2019-03-04,";
        var plain = start + new string('x', size - start.Length);
        var quoted = start + '"' + new string('y', size - start.Length - 2) + '"';
        foreach (var record in (string[])[plain, quoted])
        {
            var read = Logs.Read(Logs.Csv(Short + "c0,received,2019-03-04,\n" + record + end));
            Assert.Equal(good ? [] : ["3 bad_row"], read.Reasons);
            Assert.Equal(2, read.Tally.Lines);
        }
    }

    [Fact]
    public void A_blank_line_is_no_line_however_long()
    {
        var blank = new string(' ', 200_000) + "\u3000\n";
        var read = Logs.Read(Logs.Csv(blank + Short + blank + "c1,received,2019-03-04,\n" + blank));
        Assert.Equal(1, read.Tally.Lines);
        Assert.Equal("4", Assert.Single(read.Events).Split('|')[0]);
    }

    [Fact]
    public void A_record_of_missing_values_alone_is_no_line()
    {
        var read = Logs.Read(Logs.Csv(",,,\n" + Short + ",,,\n,, \uFEFF,\n\"\",=\"\",,\n,,,,,\n-,NULL,\\N,无\n\"\"\n,,,x\n"));
        Assert.Equal(["9 missing_field case_id"], read.Reasons);
        Assert.Equal(1, read.Tally.Lines);
    }

    [Fact]
    public void Values_and_headers_are_trimmed_of_white_space_and_of_marks_without_width()
    {
        var read = Logs.Read(Logs.Csv(
            "\u3000case_id , event\t,\u00A0at\u2003,\uFEFFnote\u200B\n\u3000c1\u0085, received ,\u20282019-03-04 ,\n\uFEFFc2\u2060,received,2019-03-04,\n"));
        Assert.Equal(["2|c1|", "3|c2|"], read.Events.Select(e => e[..(e.IndexOf('|', 2) + 1)]));
    }

    [Fact]
    public void A_wide_log_of_500_other_columns_is_read()
    {
        var others = string.Join(',', Enumerable.Range(0, 500).Select(i => $"x{i}"));
        var read = Logs.Read(Logs.Csv($"{others},case_id,event,at\n{others},c1,received,2019-03-04\n{others},c1,received\n"));
        Assert.Equal(["3 bad_row"], read.Reasons);
        Assert.Single(read.Events);
    }

    [Fact]
    public void A_rejection_tells_contract_columns_alone()
    {
        var read = Logs.Read(Logs.Csv("case_id,姓名,event,at,rating\nc1,张三,rated,2019-03-04,7\nc2,李四,rated\n"));
        var (rating, row) = (read.Rejections[0].Rejection, read.Rejections[1].Rejection);
        Assert.Equal(("rating", "7"), (rating.Column, rating.Value));
        Assert.Equal("case_id=c1,event=rated,at=2019-03-04,rating=7", string.Join(',', rating.Fields.Select(f => $"{f.Key}={f.Value}")));
        Assert.Equal(("", "", 0), (row.Column, row.Value, row.Fields.Count));
        Assert.All([rating, row], r => Assert.All([r.Expected, r.ExpectedZh], Assert.NotEmpty));
    }

    [Theory]
    [InlineData("case_id,办件编号,event,at", "case_id")]
    [InlineData("case_id,event", "at")]
    [InlineData("event,at", "case_id")]
    [InlineData("case_id,at", "event")]
    [InlineData("Case_id,event,at", "case_id")]
    [InlineData("case_id,\"event,at", "header")]
    [InlineData("case_id,event,at,a\"b", "header")]
    [InlineData("\n \n", "header")]
    [InlineData("", "header")]
    public void A_header_that_names_no_columns_refuses_the_file(string header, string named)
    {
        var read = Logs.Read(Logs.Csv(header + "\nc1,c1,received,2019-03-04\n"));
        Assert.Contains(named, read.Tally.Refusal!.Value.En, StringComparison.Ordinal);
        Assert.NotEmpty(read.Tally.Refusal.Value.Zh);
        Assert.Equal((0, 0), (read.Tally.Lines, read.Events.Count));
    }

    [Fact]
    public void A_foreign_header_may_come_twice()
    {
        Assert.Single(Logs.Read(Logs.Csv("x,case_id,x,,,event,at\n,c1,,,,received,2019-03-04\n")).Events);
    }

    [Fact]
    public void A_header_over_the_limit_refuses_the_file()
    {
        foreach (var size in (int[])[65_537, 5_000_000])
        {
            var header = "case_id,event,at,".PadRight(size, 'x') + "\n";
            var read = Logs.Read([Logs.File("a.csv", Encoding.UTF8.GetBytes(header + "c,received,2019-03-04,\n"))], chunkSize: 100_000);
            Assert.NotNull(read.Tally.Refusal);
        }
    }
}
