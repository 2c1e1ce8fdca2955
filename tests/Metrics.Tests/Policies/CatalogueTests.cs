using System.Text;
using Metrics.Policies;
using Xunit;

namespace Metrics.Tests.Policies;

public class CatalogueTests
{
    [Fact]
    public void Columns_in_any_order_values_trimmed_quotes_undone()
    {
        var catalogue = Read("\uFEFFpromised_days,kind,item_code,name,unknown\n\n\"3\", licence ,A1,\"a \"\"b\"\",\nc\",x\r\n");
        var row = Assert.Single(catalogue.Rows);
        Assert.Equal((3, ItemTraits.Licence, "a \"b\",\nc", "A1"), (row.PromisedDays, row.Traits, row.Name, catalogue.Items[row.Item.Number]));
    }

    [Fact]
    public void A_row_is_in_force_from_its_first_to_its_last_day()
    {
        var catalogue = Read("item_code,kind,promised_days,from,to\nA1,licence,3,2019-01-01,2019-06-30\nA1,licence,2,2019-07-01,\n");
        Assert.Equal([-1, 0, 0, 1], new[] { "2018-12-31", "2019-01-01", "2019-06-30", "2030-01-01" }
            .Select(day => catalogue.Find("A1"u8, Day(day))));
    }

    [Fact]
    public void A_word_that_is_no_code_is_the_name_of_the_one_item_in_force_on_the_day()
    {
        var catalogue = Read("item_code,name,kind,promised_days,from,to\nA1,许可甲,other,5,,\nX1,重名,other,5,,2019-03-31\nX2,重名,other,5,,\n");
        Assert.Equal(0, catalogue.Find("许可甲"u8, Day("2019-03-04")));
        Assert.Equal(-1, catalogue.Find("重名"u8, Day("2019-03-31")));
        Assert.Equal(2, catalogue.Find("重名"u8, Day("2019-04-01")));
        Assert.Equal(-1, catalogue.Find("许可"u8, Day("2019-03-04")));
    }

    [Fact]
    public void A_code_is_never_tried_as_a_name_even_where_it_is_not_in_force()
    {
        var catalogue = Read("item_code,name,kind,promised_days,from,to\nA1,许可甲,other,5,,\nA9,A1,other,5,,\nX3,旧,other,5,,2019-01-31\nA1b,X3,other,5,,\n");
        Assert.Equal(0, catalogue.Find("A1"u8, Day("2019-03-04")));
        Assert.Equal(-1, catalogue.Find("X3"u8, Day("2019-03-04")));
    }

    [Fact]
    public void Rows_of_one_item_share_its_name_without_being_two_items()
    {
        var catalogue = Read("item_code,name,kind,promised_days,from,to\nA1,甲,other,5,,2019-03-31\nA1,甲,other,4,2019-04-01,\n");
        Assert.Equal([0, 1], new[] { "2019-03-31", "2019-04-01" }.Select(day => catalogue.Find("甲"u8, Day(day))));
    }

    [Fact]
    public void A_catalogue_in_chinese_is_read_as_an_english_one()
    {
        var catalogue = Read(
            "实施编码,事项名称,事项类型,部门,是否网办,不宜网办,网办深度,是否进驻,不宜进驻,马上办,一次办,高频,法定时限,承诺时限,审批流程,生效日期,失效日期\n"
            + "A1,甲,行政许可,局,是,否,4,是,否,1,0,是,20个工作日,5工作日,business_setup,2019年1月1日,2019.12.31\n");
        var row = Assert.Single(catalogue.Rows);
        Assert.Equal(
            (ItemTraits.Licence | ItemTraits.Online | ItemTraits.Hall | ItemTraits.Immediate | ItemTraits.HighFrequency, 4, 20, 5, Day("2019-01-01"), Day("2019-12-31")),
            (row.Traits, row.OnlineDepth, row.StatutoryDays, row.PromisedDays, row.From, row.To));
        Assert.Equal(("A1", "甲", "局", "business_setup"),
            (catalogue.Items[row.Item.Number], row.Name, catalogue.Departments[row.Department.Number], PolicySet.Shipped.Ids[row.Policy.Number]));
    }

    [Theory, InlineData("事项编码"), InlineData("实施编码"), InlineData("item_code")]
    public void An_item_code_has_each_of_its_headers(string header) =>
        Assert.Equal("A1", Read($"{header},事项类型,承诺时限\nA1,licence,5\n").Items[0]);

    [Theory, InlineData("'330100"), InlineData("330100.0"), InlineData("\u3000330100.0")]
    public void An_item_code_loses_what_a_spreadsheet_adds_to_digits(string code) =>
        Assert.Equal(0, Read($"item_code,kind,promised_days\n{code},licence,5\n").Find("330100"u8, Day("2019-03-04")));

    [Theory, InlineData("是否进驻"), InlineData("入驻大厅"), InlineData("hall")]
    public void A_hall_has_each_of_its_headers(string header) =>
        Assert.True(Read($"item_code,kind,promised_days,{header}\nA1,other,5,是\n").Rows[0].Is(ItemTraits.Hall));

    [Theory]
    [InlineData("licence", true)]
    [InlineData("行政许可", true)]
    [InlineData("other", false)]
    [InlineData("其他", false)]
    [InlineData("公共服务", false)]
    [InlineData("行政给付", false)]
    [InlineData("行政确认", false)]
    [InlineData("行政奖励", false)]
    [InlineData("行政裁决", false)]
    [InlineData("行政征收", false)]
    [InlineData("行政检查", false)]
    [InlineData("行政处罚", false)]
    [InlineData("行政强制", false)]
    [InlineData("其他行政权力", false)]
    public void A_kind_is_a_licence_or_one_of_the_others(string kind, bool licence) =>
        Assert.Equal(licence, Read($"item_code,kind,promised_days\nA1,{kind},5\n").Rows[0].Is(ItemTraits.Licence));

    [Theory]
    [InlineData("0", 0)]
    [InlineData("05", 5)]
    [InlineData("5天", 5)]
    [InlineData("5工作日", 5)]
    [InlineData("5个工作日", 5)]
    [InlineData("即办", 0)]
    public void A_limit_is_digits_perhaps_with_a_unit_or_at_once(string text, int days)
    {
        var row = Read($"item_code,kind,promised_days,statutory_days\nA1,other,{text},{text}\n").Rows[0];
        Assert.Equal((days, days), (row.PromisedDays, row.StatutoryDays));
    }

    [Theory]
    [InlineData("2019-01-02")]
    [InlineData("2019-1-2")]
    [InlineData("2019/1/2")]
    [InlineData("2019.1.2")]
    [InlineData("2019年1月2日")]
    [InlineData("20190102")]
    [InlineData("43467")]
    [InlineData("=\"2019-01-02\"")]
    public void A_date_has_any_form_that_a_date_alone_has(string text) =>
        Assert.Equal(Day("2019-01-02"), Read($"item_code,kind,promised_days,from\nA1,other,5,{text}\n").Rows[0].From);

    [Fact]
    public void An_item_may_be_in_force_since_long_ago_and_for_ever()
    {
        var row = Read("item_code,kind,promised_days,from,to\nA1,other,5,1985-05-01,9999-12-31\n").Rows[0];
        Assert.Equal((Day("1985-05-01"), Day("9999-12-31")), (row.From, row.To));
    }

    [Fact]
    public void What_is_missing_is_0_or_empty_as_where_the_column_is_not_there()
    {
        var with = Read("item_code,name,kind,department,online,online_depth,statutory_days,promised_days,policy,from,to\nA1,无,other,-,NULL,/,,5,N/A,,\n");
        var without = Read("item_code,kind,promised_days\nA1,other,5\n");
        Assert.Equal(without.Rows, with.Rows);
        Assert.Equal(0, with.Departments.Count);
    }

    [Theory, InlineData(","), InlineData("\t"), InlineData(";")]
    public void Separators_title_rows_repeated_headers_and_blank_records_are_as_in_a_log(string separator)
    {
        string Row(params string[] cells) => string.Join(separator, cells) + "\r\n";
        var catalogue = Read("\uFEFF\r\n目录（2019 年版）\r\n" + Row("承诺时限", "实施编码", "事项类型") + Row("5", "\u3000A1\u200B", "other")
            + Row("承诺时限", "实施编码", "事项类型") + Row("", "-", "无") + "\r\n" + Row("3", "=\"A2\"", "=\"行政许可\""));
        Assert.Equal([("A1", 5), ("A2", 3)], catalogue.Rows.Select(r => (catalogue.Items[r.Item.Number], r.PromisedDays)));
    }

    [Theory, InlineData("GB18030"), InlineData("utf-16"), InlineData("utf-16BE")]
    public void Encodings_are_as_in_a_log(string encoding)
    {
        var text = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
        byte[] bytes = [.. text.Preamble, .. text.GetBytes("实施编码,事项类型,承诺时限,部门\nA1,行政许可,5天,市场监管局\n")];
        Assert.Equal("市场监管局", Catalogue.Read(bytes, PolicySet.Shipped).Departments[0]);
    }

    [Theory]
    [InlineData("item_code,kind,promised_days\n,licence,1\n", "line 2: item_code is '', expected a value")]
    [InlineData("item_code,kind,promised_days\n*,licence,1\n", "line 2: item_code is '*', expected another value: * stands for all")]
    [InlineData("item_code,kind,promised_days,department\nA1,licence,1,*\n", "line 2: department is '*', expected another value")]
    [InlineData("item_code,kind,promised_days\nA1,无,1\n", "line 2: kind is '', expected a value")]
    [InlineData("item_code,kind,promised_days\nA1,licence,\n", "line 2: promised_days is '', expected a value")]
    [InlineData("item_code,kind,promised_days\nA1,licence,-1\n", "line 2: promised_days is '-1', expected working days from 0 to 100000")]
    [InlineData("item_code,kind,promised_days\nA1,licence,100001\n", "line 2: promised_days is '100001'")]
    [InlineData("item_code,kind,promised_days\nA1,licence,99999999999\n", "line 2: promised_days is '99999999999'")]
    [InlineData("item_code,kind,promised_days\nA1,licence,5个\n", "line 2: promised_days is '5个'")]
    [InlineData("item_code,kind,promised_days\nA1,licence,天\n", "line 2: promised_days is '天'")]
    [InlineData("item_code,kind,promised_days\nA1,licence,5天天\n", "line 2: promised_days is '5天天'")]
    [InlineData("item_code,kind,promised_days\nA1,licence,1\n\nA2,Licence,1\n", "line 4: kind is 'Licence', expected licence or 行政许可")]
    [InlineData("item_code,kind,promised_days,online\nA1,licence,1,yes\n", "line 2: online is 'yes', expected 1 or 0")]
    [InlineData("item_code,kind,promised_days,马上办\nA1,licence,1,2\n", "line 2: immediate is '2', expected 1 or 0")]
    [InlineData("item_code,kind,promised_days,online_depth\nA1,licence,1,5\n", "line 2: online_depth is '5', expected a number from 1 to 4")]
    [InlineData("item_code,kind,promised_days,policy\nA1,licence,1,promised\n", "line 2: policy is 'promised', expected the id of a policy")]
    [InlineData("item_code,kind,promised_days,from\nA1,licence,1,2019-2-30\n", "line 2: from is '2019-2-30', expected a date alone")]
    [InlineData("item_code,kind,promised_days,from\nA1,licence,1,2019-01-01 00:00:00\n", "line 2: from is '2019-01-01 00:00:00', expected a date alone")]
    [InlineData("item_code,kind,promised_days,from,to\nA1,licence,1,2019-02-01,2019-01-31\n", "line 2: to is '2019-01-31', expected a day not before from")]
    [InlineData("item_code,kind,promised_days,from,to\nA1,licence,1,,2019-02-01\nA1,licence,1,2019-02-01,\n", "line 3: from is '2019-02-01', expected a day after 2019-02-01: line 2 has 'A1' up to then")]
    [InlineData("item_code,kind,promised_days\nA1,licence,1\nA2,licence\n", "line 3: 2 columns, expected 3")]
    [InlineData("item_code,kind,promised_days\n\"A1,licence,1\nA2,licence,1\n", "line 2: a quote out of place")]
    [InlineData("item_code,kind,promised_days\nA\"1,licence,1\n", "line 2: a quote out of place")]
    public void A_fault_refuses_all_with_its_line(string csv, string reason)
    {
        var fault = Assert.Throws<RefusedException>(() => Read(csv));
        Assert.StartsWith("catalogue: " + reason, fault.Message, StringComparison.Ordinal);
        Assert.StartsWith("事项目录：第", fault.Why.Zh, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "no header")]
    [InlineData("item_code,kind\nA1,licence\n", "no header: none of the first 20 records names item_code, kind, promised_days")]
    [InlineData("item_code,kind,promised_days,事项类型\nA1,licence,1,other\n", "the column kind twice ('kind' and '事项类型')")]
    [InlineData("item_code,kind,promised_days,部门,实施主体\nA1,other,1,a,b\n", "the column department twice")]
    public void A_catalogue_without_a_usable_header_is_refused(string csv, string reason) =>
        Assert.Contains(reason, Assert.Throws<RefusedException>(() => Read(csv)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_value_that_is_long_or_has_several_lines_is_told_by_its_shape()
    {
        var text = new string('x', 30_000);
        foreach (var (csv, found) in new[]
        {
            ($"item_code,kind,promised_days\nA1,{text},1\n", "kind is 30000 letters, expected"),
            ("item_code,kind,promised_days\nA1,\"a\nb\",1\n", "kind is 2 characters, 2 lines, expected"),
            ($"item_code,kind,promised_days\n\"A1,{string.Join('\n', Enumerable.Repeat("a,b,c", 20_000))}\n", "line 2: a quote out of place"),
            ($"item_code,kind,promised_days\n{text},other,1\n{text},other,1\n", "line 2 has 30000 letters up to then"),
        })
        {
            var fault = Assert.Throws<RefusedException>(() => Read(csv));
            Assert.Contains(found, fault.Message, StringComparison.Ordinal);
            Assert.InRange(fault.Message.Length + fault.Why.Zh.Length, 1, 500);
        }
    }

    [Fact]
    public void A_byte_that_is_no_text_refuses_all() =>
        Assert.Throws<RefusedException>(() => Catalogue.Read((byte[])[.. "item_code,kind,promised_days\n"u8, 0xFF, .. ",licence,1\n"u8], PolicySet.Shipped));

    static Day Day(string text) => Metrics.Day.Of(DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture));

    static Catalogue Read(string csv) => Catalogue.Read(Encoding.UTF8.GetBytes(csv), PolicySet.Shipped);
}
