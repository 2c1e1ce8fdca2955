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
        Assert.Equal((3, ItemTraits.Licence, "a \"b\",\nc", "A1"), (row.PromisedDays, row.Traits, row.Name, catalogue.Items[row.Item]));
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

    [Theory]
    [InlineData("", "line 1: item_code is '', expected a header")]
    [InlineData("item_code,kind\nA1,licence\n", "line 1: promised_days is '', expected this column")]
    [InlineData("item_code,kind,promised_days,kind\nA1,licence,1,other\n", "expected each column once")]
    [InlineData("item_code,kind,promised_days\n,licence,1\n", "line 2: item_code is '', expected a value")]
    [InlineData("item_code,kind,promised_days\nA1,licence,\n", "line 2: promised_days is '', expected a value")]
    [InlineData("item_code,kind,promised_days\nA1,licence,-1\n", "line 2: promised_days is '-1'")]
    [InlineData("item_code,kind,promised_days\nA1,licence,1\n\nA2,行政许可,1\n", "line 4: kind is '行政许可', expected licence or other")]
    [InlineData("item_code,kind,promised_days,online\nA1,licence,1,yes\n", "line 2: online is 'yes', expected 0 or 1")]
    [InlineData("item_code,kind,promised_days,online_depth\nA1,licence,1,5\n", "line 2: online_depth is '5'")]
    [InlineData("item_code,kind,promised_days,policy\nA1,licence,1,promised\n", "line 2: policy is 'promised', expected the id of a policy")]
    [InlineData("item_code,kind,promised_days,from,to\nA1,licence,1,2019-02-01,2019-01-31\n", "expected a day not before from")]
    [InlineData("item_code,kind,promised_days,from,to\nA1,licence,1,,2019-02-01\nA1,licence,1,2019-02-01,\n", "line 3: from is '2019-02-01', expected a day after 2019-02-01: line 2")]
    [InlineData("item_code,kind,promised_days\nA1,licence\n", "line 2: '2 columns', expected 3 columns")]
    [InlineData("item_code,kind,promised_days\n\"A1,licence,1\n", "line 2: 'A1,licence,1\n', expected a closing quote")]
    [InlineData("item_code,kind,promised_days\n\"A1\"x,licence,1\n", "expected nothing after a closing quote")]
    [InlineData("item_code,kind,promised_days\nA\"1,licence,1\n", "no quote inside an unquoted field")]
    public void A_fault_refuses_all_with_its_line(string csv, string reason)
    {
        var fault = Assert.Throws<RefusedException>(() => Read(csv));
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
        Assert.StartsWith("事项目录第", fault.Why.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_that_is_no_utf8_refuses_all() =>
        Assert.Throws<RefusedException>(() => Catalogue.Read("item_code,kind,promised_days\n\xB0,licence,1\n"u8.ToArray().Select(b => b == 0xC2 ? (byte)0xFF : b).ToArray(), PolicySet.Shipped));

    static int Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture).DayNumber;

    static Catalogue Read(string csv) => Catalogue.Read(Encoding.UTF8.GetBytes(csv), PolicySet.Shipped);
}
