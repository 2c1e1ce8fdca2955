using System.Text;
using Metrics.Registers;
using Xunit;

namespace Metrics.Tests.Registers;

public class RegisterReaderTests
{
    [Theory]
    [InlineData("lectures,z,2019-01-10,,,,,,,,,", "kind is 'lectures'", "类别")]
    [InlineData(",z,2019-01-10,,,,,,,,,1", "kind is ''", "类别")]
    [InlineData("lecture,,2019-01-10,,,,,,,,,", "id is ''", "编号")]
    [InlineData("lecture,a,2019-01-10,,,,,,,,,", "id is 'a', expected another: line 2", "第 2 行的法治讲座")]
    [InlineData("法治讲座,a,2019-01-10,,,,,,,,,", "id is 'a', expected another: line 2", "第 2 行的法治讲座")]
    [InlineData("lecture,z,,,,,,,,,,", "received is ''", "收到日期")]
    [InlineData("lecture,z,2019-01-10 09:00,,,,,,,,,", "received is '2019-01-10 09:00'", "收到日期")]
    [InlineData("lecture,z,1999-12-31,,,,,,,,,", "received is '1999-12-31'", "2000年至2099年")]
    [InlineData("lecture,z,2019-01-10,accepted,2019-01-10,,,,,,,", "intake is 'accepted', expected nothing", "应为空")]
    [InlineData("dispute,z,2019-01-10,accepted,,,,,,,,", "intake_at is ''", "受理日期")]
    [InlineData("dispute,z,2019-01-10,,2019-01-10,,,,,,,", "intake_at is '2019-01-10'", "受理日期")]
    [InlineData("dispute,z,2019-01-10,accepted,2019-01-09,,,,,,,", "expected a day not before received", "不早于收到日期")]
    [InlineData("dispute,z,2019-01-10,accepted,2019-01-12,,,2019-01-11,,,,", "expected a day not after closed", "不晚于办结日期")]
    [InlineData("dispute,z,2019-01-10,,,2019-01-11,,,,,,", "heard is '2019-01-11'", "行政应诉")]
    [InlineData("dispute,z,2019-01-10,,,,written,,,,,", "closed is ''", "办结日期")]
    [InlineData("dispute,z,2019-01-10,,,,upheld,2019-02-01,,,,", "outcome is 'upheld', expected written (书面协议)", "书面协议、口头协议")]
    [InlineData("reconsideration,z,2019-01-10,refused,2019-01-11,,upheld,2019-02-01,,,,", "outcome is 'upheld', expected nothing", "未受理")]
    [InlineData("litigation,z,2019-01-10,,,2019-02-02,,2019-02-01,,,,", "heard is '2019-02-02', expected a day not after closed", "开庭日期")]
    [InlineData("adviser,z,2019-01-10,,,,,,,city;towns,,", "tags is 'city;towns', expected city (市政府)", "标记")]
    [InlineData("lecture,z,2019-01-10,,,,,,*,,,", "department is '*'", "部门")]
    [InlineData("lecture,z,2019-01-10,,,,,,,,,0", "count is '0'", "1 至 1000000")]
    [InlineData("lecture,z,2019-01-10,,,,,,,,,1000001", "count is '1000001'", "数量")]
    [InlineData("lecture,z,2019-01-10,,,,,,,,,+1", "count is '+1'", "数量")]
    public void A_row_at_fault_refuses_the_register_with_its_line_and_column_in_both_languages(string row, string fault, string faultZh)
    {
        var refused = Assert.Throws<RefusedException>(() => Register.Read(RegisterText.Of(["lecture,a,2019-01-10,,,,,,,,,", row])));
        Assert.StartsWith("register: line 3: ", refused.Why.En, StringComparison.Ordinal);
        Assert.Contains(fault, refused.Why.En, StringComparison.Ordinal);
        Assert.StartsWith("登记簿：第 3 行：", refused.Why.Zh, StringComparison.Ordinal);
        Assert.Contains(faultZh, refused.Why.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_register_in_chinese_gives_the_tables_of_an_english_one()
    {
        var zh = "2019年登记簿\n类别;编号;收到日期;受理决定;受理日期;开庭日期;结果;办结日期;部门;标记;主体;数量\n"
            + "行政复议;1;2019年3月1日;受理;2019/3/5;;维持;2019.5.1;司法局;;;\n行政应诉;2;20190302;;;43600;撤诉;2019-6-1;无;\"正职出庭; -\";;2\n";
        string[] en =
        [
            "reconsideration,1,2019-03-01,accepted,2019-03-05,,upheld,2019-05-01,司法局,,,",
            "litigation,2,2019-03-02,,,2019-05-15,withdrawn,2019-06-01,,principal,,2",
        ];
        byte[] utf16 = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(zh)];
        Assert.Equal(RegisterText.Tables(en, "2019-12-31"), RegisterText.Tables(utf16, "2019-12-31"));
    }

    [Theory, InlineData("kind,id\nlecture,a\n"), InlineData("")]
    public void A_file_without_the_needed_headers_is_refused(string text) =>
        Assert.StartsWith("register: ", Assert.Throws<RefusedException>(() => Register.Read(Encoding.UTF8.GetBytes(text))).Why.En, StringComparison.Ordinal);

    [Fact]
    public void One_id_may_stand_under_two_kinds() =>
        Assert.Equal(2, Register.Read(RegisterText.Of(["lecture,a,2019-01-10,,,,,,,,,", "rule,a,2019-01-10,,,,,,,任何,,"])).Rows);
}
