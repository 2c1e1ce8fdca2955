using System.Text;
using Xunit;

namespace Metrics.Tests.CaseLogs;

public sealed class HeaderTests
{
    const string Header = "case_id,event,at";
    const string Line = "c1,received,2019-03-04";

    static string With(char separator, string text) => text.Replace(',', separator);

    static string Titles(int count) => string.Concat(Enumerable.Repeat("明细表\n", count));

    static Bilingual Refusal(string text) => Logs.Read(Logs.Csv(text)).Tally.Refusal ?? throw new InvalidOperationException("not refused");

    [Theory, InlineData(','), InlineData('\t'), InlineData(';')]
    public void Fields_are_separated_by_commas_tabs_or_semicolons(char separator)
    {
        var read = Logs.Read(Logs.Csv(With(separator, $"{Header},note\n{Line},\"a{separator}\n\"\"b\"\"\"\n{Line},x{(separator == ';' ? '\t' : ';')}y\n{Line}\n,,,\n")));
        Assert.Equal(["5 bad_row"], read.Reasons);
        Assert.Equal(["2", "4"], read.Events.Select(e => e.Split('|')[0]));
    }

    [Theory]
    [InlineData(0, "4")]
    [InlineData(17, "21")]
    [InlineData(18, "2")]
    public void The_comma_is_tried_in_all_of_the_first_20_records_before_the_tab_is(int titles, string line)
    {
        var read = Logs.Read([Logs.Csv(With('\t', $"{Header}\n{Line}\n") + Titles(titles) + $"{Header}\n{Line}\n")], chunkSize: 7);
        Assert.Equal(line, Assert.Single(read.Events).Split('|')[0]);
    }

    [Theory]
    [InlineData("明细表\n", 19, true)]
    [InlineData("明细表\n", 20, false)]
    [InlineData("明细表\n\n \u3000\n,,\n无,-\n", 19, true)]
    [InlineData("\"明\n细\"\n", 19, true)]
    [InlineData("明\"细\n", 20, false)]
    public void The_header_is_among_the_first_20_records_and_what_is_no_line_does_not_count(string title, int count, bool found)
    {
        var text = string.Concat(Enumerable.Repeat(title, count)) + $"{Header}\n{Line}\n";
        var read = Logs.Read([Logs.Csv(text)], chunkSize: 10);
        Assert.Equal(found, read.Tally.Refusal is null);
        Assert.Equal(found ? [$"{text.Count(c => c == '\n')}"] : [], read.Events.Select(e => e.Split('|')[0]));
    }

    [Fact]
    public void Records_too_long_or_with_an_invalid_byte_are_passed_over_and_count()
    {
        byte[] Log(int titles) =>
        [
            .. Encoding.UTF8.GetBytes(Titles(titles) + new string('y', 70_000) + "\n\"" + new string('z', 70_000) + "\"\n"), 0xFF, (byte)'\n',
            .. Encoding.UTF8.GetBytes($"{Header}\n{Line}\n"),
        ];
        Assert.Equal("18", Assert.Single(Logs.Read(Logs.File("a.csv", Log(13))).Events).Split('|')[0]);
        Assert.Single(Logs.Read([Logs.File("a.csv", Log(16))], chunkSize: 1000).Events);
        Assert.NotNull(Logs.Read(Logs.File("a.csv", Log(17))).Tally.Refusal);
    }

    [Fact]
    public void The_header_once_more_is_no_line_however_it_is_written()
    {
        var read = Logs.Read(Logs.Csv(
            $"办件编号,event,at,姓名\nc1,received,2019-03-04,\n办件编号,event,at,姓名\n\uFEFF 办件编号 ,\"event\",=\"at\",姓名\r\ncase_id,event,at,姓名\n办件编号,event,at,\n办件编号,event,at\n"));
        Assert.Equal(["5 unknown_event event", "6 unknown_event event", "7 bad_row"], read.Reasons);
        Assert.Equal(4, read.Tally.Lines);
    }

    [Theory]
    [InlineData("case_id,办件编号,event,at\n", "twice ('case_id' and '办件编号')")]
    [InlineData("case_id,event,at,a\rc1,received,2019-03-04,x\r", "CR")]
    [InlineData("case_id,event,at,\"a\r\nb\"\nc1,received,2019-03-04,x\n", "CR inside, expected none")]
    [InlineData("case_id,event,at\rc1,received,2019-03-04\r", "CSV (Macintosh)")]
    [InlineData("[{\"case_id\":\"c1\"}]\n", "JSON")]
    [InlineData("<html>\n<table>\n", "HTML")]
    [InlineData("PK\u0003\u0004", "ZIP")]
    [InlineData("c\0a\0s\0e\0_\0i\0d\0\n\0", "UTF-16 without a byte order mark")]
    [InlineData("办件编号;办理状态;办理日期\n", "line 1, separated by semicolons, comes nearest with 办件编号, 办理状态, 4 汉字; it lacks at")]
    [InlineData("张三,330106199001011234,x@y.cn,O'Neil,Li,\n", "with 2 汉字, 18 digits, 6 characters, 6 characters, 2 letters, empty; it lacks case_id, event, at")]
    [InlineData("", "no record could be read")]
    public void A_refusal_says_what_was_found_and_the_likely_cause(string text, string expected)
    {
        var why = Refusal(text);
        Assert.Contains(expected, why.En, StringComparison.Ordinal);
        Assert.NotEmpty(why.Zh);
    }

    [Fact]
    public void A_refusal_tells_no_value_of_the_file_but_the_terminal_may_show_its_first_cells()
    {
        var tally = Logs.Read(Logs.Csv("张三,330106199001011234,办件编号\n")).Tally;
        Assert.DoesNotMatch("张三|3301", tally.Refusal!.Value.ToString());
        Assert.Equal(["张三", "330106199001011234", "办件编号"], tally.FirstCells);
    }

    [Fact]
    public void Blank_lines_without_end_before_the_header_are_read_through()
    {
        var blank = new string('\n', 4_000_000);
        var read = Logs.Read(Logs.File("a.csv", Logs.Gzip(Encoding.UTF8.GetBytes($"{blank}{Header}\n{blank}{Line}\n"))));
        Assert.Equal("8000002", Assert.Single(read.Events).Split('|')[0]);
    }

    [Fact]
    public void After_16_MiB_of_blank_lines_the_separator_is_the_first_that_has_a_header_so_far()
    {
        var log = With('\t', $"{Header}\n{new string('\n', 17 << 20)}{Line}\n");
        Assert.Equal($"{(17 << 20) + 2}", Assert.Single(Logs.Read(Logs.Csv(log)).Events).Split('|')[0]);
    }
}
