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
        Assert.Equal((3, true, "a \"b\",\nc", "A1"), (row.PromisedDays, row.Licence, row.Name, catalogue.Items[row.Item]));
    }

    [Fact]
    public void A_row_is_in_force_from_its_first_to_its_last_day()
    {
        var catalogue = Read("item_code,kind,promised_days,from,to\nA1,licence,3,2019-01-01,2019-06-30\nA1,licence,2,2019-07-01,\n");
        Assert.Equal([-1, 0, 0, 1], new[] { "2018-12-31", "2019-01-01", "2019-06-30", "2030-01-01" }
            .Select(day => catalogue.Find("A1"u8, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture).DayNumber)));
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

    static Catalogue Read(string csv) => Catalogue.Read(Encoding.UTF8.GetBytes(csv), PolicySet.Shipped);
}
