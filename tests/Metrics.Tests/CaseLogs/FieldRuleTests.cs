using Metrics.Events;
using Xunit;

namespace Metrics.Tests.CaseLogs;

public sealed class FieldRuleTests
{
    /// <summary>Reads one line of an event with the columns given as <c>name=value</c>.</summary>
    static ReadLogs Read(string kind, params ReadOnlySpan<string> columns)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["case_id"] = "c1", ["event"] = kind, ["at"] = "2019-03-04" };
        foreach (var column in columns)
            values[column[..column.IndexOf('=')]] = column[(column.IndexOf('=') + 1)..];
        return Logs.Read(Logs.Csv(string.Join(',', values.Keys) + "\n" + string.Join(',', values.Values) + "\n"));
    }

    static string[] Event(ReadLogs read) => Assert.Single(read.Events).Split('|');

    const int Kind = 3, District = 7, ChannelField = 8, StagesField = 10, ResultField = 11, ReasonField = 12, Number = 13;

    [Theory]
    [InlineData(EventKind.Received, "received", "接件", "1", "001")]
    [InlineData(EventKind.DepartmentAccepted, "department_accepted", "部门受理", "8", "08")]
    [InlineData(EventKind.Refused, "refused", "不予受理", "4", "05")]
    [InlineData(EventKind.CorrectionStarted, "correction_started", "补正开始", "6", "06")]
    [InlineData(EventKind.CorrectionEnded, "correction_ended", "补正结束", "7", "07")]
    [InlineData(EventKind.SpecialStarted, "special_started", "特别程序开始", "9", "09")]
    [InlineData(EventKind.SpecialEnded, "special_ended", "特别程序结束", "10", "010")]
    [InlineData(EventKind.Decided, "11", "12", "13", "0000000000000000000013")]
    [InlineData(EventKind.Withdrawn, "withdrawn", "撤件", "撤回", "2")]
    [InlineData(EventKind.Withdrawn, "14", "02", "014", "0014")]
    [InlineData(EventKind.Revoked, "revoked", "撤销", "15", "015")]
    [InlineData(EventKind.Visited, "visited", "到厅", "visited", "到厅")]
    public void An_event_has_a_name_a_zh_name_and_codes(EventKind kind, string a, string b, string c, string d)
    {
        Assert.All([a, b, c, d], word => Assert.Equal(kind.ToString(), Event(Read(word))[Kind]));
    }

    [Theory]
    [InlineData("Received")]
    [InlineData("0")]
    [InlineData("00")]
    [InlineData("16")]
    [InlineData("0received")]
    [InlineData("1.0")]
    [InlineData("+1")]
    [InlineData("１")]
    [InlineData("受理 了")]
    public void Any_other_word_is_an_unknown_event(string word)
    {
        Assert.Equal(["2 unknown_event event"], Read(word).Reasons);
    }

    [Theory]
    [InlineData("accepted", "district=110101", "2 missing_field item_code")]
    [InlineData("accepted", "item_code=A", "2 missing_field district")]
    [InlineData("extended", "item_code=A", "2 missing_field days")]
    [InlineData("stage_started", "item_code=A", "2 missing_field stage")]
    [InlineData("stage_done", "item_code=A", "2 missing_field stage")]
    [InlineData("decided", "item_code=A", "2 missing_field result")]
    [InlineData("rated", "item_code=A", "2 missing_field rating")]
    [InlineData("rated", "rating= \u3000", "2 missing_field rating")]
    [InlineData("refused", "district=1", "2 bad_district district")]
    [InlineData("received", "at=", "2 missing_field at")]
    [InlineData("", "at=x", "2 missing_field event")]
    [InlineData("received", "case_id=", "2 missing_field case_id")]
    public void A_needed_field_that_is_empty_is_missing(string kind, string column, string reason)
    {
        Assert.Equal([reason], Read(kind, column).Reasons);
    }

    [Fact]
    public void Fields_that_the_event_does_not_use_are_ignored_unchecked_and_stay_empty()
    {
        string[] rubbish = ["item_code=A", "policy=p", "district=x", "channel=x", "stage=s", "stages=b;a", "result=x", "reason=x", "days=x", "project_code=" + new string('p', 70), "rating=9"];
        var read = Read("received", rubbish);
        Assert.Equal("2|c1||Received|2019-03-04T00:00:00.0000000|||0|None|||None|None|0|", Assert.Single(read.Events));
        Assert.Equal("2|c1||Refused|2019-03-04T23:59:59.0000000|A||0|None|||None|None|0|", Assert.Single(Read("refused", "item_code=A", "channel=x", "policy=p").Events));
    }

    [Fact]
    public void Identifiers_have_at_most_64_code_points()
    {
        var (good, bad) = (string.Concat(Enumerable.Repeat("𠮷", 64)), new string('办', 65));
        foreach (var column in (string[])["case_id", "event_id", "project_code"])
        {
            Assert.Single(Read("accepted", "item_code=A", "district=110101", $"{column}={good}").Events);
            Assert.Equal([$"2 too_long {column}"], Read("accepted", "item_code=A", "district=110101", $"{column}={bad}").Reasons);
        }
        Assert.Single(Read("accepted", "district=110101", "item_code=" + bad, "policy=" + bad).Events);
    }

    [Theory]
    [InlineData("days", "extended", 60), InlineData("rating", "rated", 5)]
    public void Numbers_are_ascii_digits_in_their_range(string column, string kind, int max)
    {
        foreach (var word in (string[])["1", "01", max.ToString(), "0000000000000000000000000" + max])
            Assert.Equal(int.Parse(word).ToString(), Event(Read(kind, $"{column}={word}"))[Number]);
        foreach (var word in (string[])["0", "00", $"{max + 1}", "-1", "+1", "1.0", "１", "4294967297", "1 1"])
            Assert.Equal([$"2 bad_{column} {column}"], Read(kind, $"{column}={word}").Reasons);
    }

    [Theory]
    [InlineData("1,01,窗口,one_window,", Channel.OneWindow)]
    [InlineData("2,3,03,电脑端,移动端,one_net", Channel.OneNet)]
    [InlineData("4,9,快递,其他,other", Channel.Other)]
    [InlineData("5,0,One_net,网", Channel.None)]
    public void A_channel_is_a_name_a_code_or_a_word(string words, Channel channel)
    {
        foreach (var word in words.Split(','))
        {
            var read = Read("accepted", "item_code=A", "district=110101", "channel=" + word);
            if (channel == Channel.None)
                Assert.Equal(["2 bad_channel channel"], read.Reasons);
            else
                Assert.Equal(channel.ToString(), Event(read)[ChannelField]);
        }
    }

    [Theory]
    [InlineData("110101", true), InlineData("110101999", true), InlineData("110101999000", true)]
    [InlineData("010101", false), InlineData("11010", false), InlineData("1101011", false), InlineData("11010a", false), InlineData("１１０１０１", false), InlineData("1101019990001", false)]
    public void A_district_has_6_9_or_12_digits_of_which_six_are_kept(string district, bool good)
    {
        var read = Read("accepted", "item_code=A", "district=" + district);
        if (good)
            Assert.Equal("110101", Event(read)[District]);
        else
            Assert.Equal(["2 bad_district district"], read.Reasons);
    }

    [Theory]
    [InlineData("seal", "seal")]
    [InlineData(" seal ; ;a;seal;\u3000b", "a;b;seal")]
    [InlineData(";;", "")]
    [InlineData("乙;甲;a;ab;a;A", "A;a;ab;乙;甲")]
    public void Stages_are_trimmed_sorted_as_bytes_and_unique(string stages, string expected)
    {
        Assert.Equal(expected, Event(Read("accepted", "item_code=A", "district=110101", "stages=" + stages))[StagesField]);
    }

    [Fact]
    public void Codes_11_to_13_set_the_result_and_the_column_is_ignored()
    {
        Assert.Equal("Granted", Event(Read("11", "result=denied"))[ResultField]);
        Assert.Equal("GrantedConditionally", Event(Read("12", "result=nonsense"))[ResultField]);
        Assert.Equal("Denied", Event(Read("13"))[ResultField]);
        Assert.Equal("Denied", Event(Read("decided", "result=不通过"))[ResultField]);
        Assert.Equal(["2 bad_result result"], Read("decided", "result=Denied").Reasons);
    }

    [Fact]
    public void Every_event_says_when_it_was_written_and_whether_it_is_taken_back()
    {
        Assert.EndsWith("|2019-03-05T23:59:59.0000000", Assert.Single(Read("accepted", "item_code=A", "district=110101", "更新时间=2019/3/5").Events));
        Assert.EndsWith("|2019-03-05T08:00:00.0000000|deleted", Assert.Single(Read("visited", "updated=2019-03-05T00:00Z", "deleted=1").Events));
        Assert.All(["1", "01", "是"], word => Assert.EndsWith("|deleted", Assert.Single(Read("received", "删除标志=" + word).Events)));
        Assert.All(["0", "00", "否", "", "无"], word => Assert.EndsWith("|", Assert.Single(Read("received", "deleted=" + word).Events)));
        Assert.All(["2", "true", "Y", "删除"], word => Assert.Equal(["2 bad_flag deleted"], Read("received", "deleted=" + word).Reasons));
        Assert.Equal(["2 bad_time updated"], Read("received", "updated=1999-12-31", "deleted=x").Reasons);
    }

    [Fact]
    public void Of_a_line_that_takes_back_an_event_id_nothing_but_identity_and_version_is_looked_at()
    {
        var rubbish = "item_code=x,policy=p,district=x,channel=x,project_code=3E+17,updated=2019-03-05".Split(',');
        Assert.Equal("2|c1|7|Accepted|2019-03-04T00:00:00.0000000|||0|None|||None|None|0||2019-03-05T23:59:59.0000000|deleted",
            Assert.Single(Read("accepted", [.. rubbish, "event_id=07", "deleted=1"]).Events));
        Assert.Equal(["2 bad_district district"], Read("accepted", [.. rubbish, "deleted=1"]).Reasons);
        Assert.Equal(["2 bad_district district"], Read("accepted", [.. rubbish, "event_id=07", "deleted=0"]).Reasons);
        Assert.Equal(["2 missing_field days"], Read("extended", "event_id=07").Reasons);
        Assert.Equal(["2 bad_time updated"], Read("extended", "event_id=07", "deleted=1", "updated=x").Reasons);
    }

    [Fact]
    public void Identifiers_of_a_spreadsheet_are_mended_or_spoilt()
    {
        var mended = Event(Read("accepted", "case_id='0012", "event_id=0012.0", "item_code=33.0", "district=110101", "project_code='7"));
        Assert.Equal(("0012", "12", "33", "7"), (mended[1], mended[2], mended[5], mended[14]));
        foreach (var column in (string[])["case_id", "event_id", "project_code"])
            Assert.Equal([$"2 spoilt_id {column}"], Read("accepted", "item_code=A", "district=110101", $"{column}=3.30106E+17").Reasons);
        Assert.Equal(["2 too_long case_id"], Read("received", $"case_id={new string('1', 65)}.0").Reasons);
        Assert.Single(Read("received", "project_code=3E+17", "item_code=3E+17").Events);
        Assert.Equal("3E+17", Event(Read("refused", "item_code=3E+17"))[5]);
    }

    [Theory]
    [InlineData("", PauseReason.None), InlineData("hearing", PauseReason.Hearing), InlineData("专家评审", PauseReason.ExpertReview), InlineData("other", PauseReason.Other), InlineData("天气", PauseReason.Other)]
    public void A_pause_keeps_its_reason(string word, PauseReason reason)
    {
        Assert.Equal(reason.ToString(), Event(Read("special_started", "reason=" + word))[ReasonField]);
        Assert.Equal(reason.ToString(), Event(Read("correction_started", "reason=" + word))[ReasonField]);
        Assert.Equal("None", Event(Read("special_ended", "reason=" + word))[ReasonField]);
    }
}
