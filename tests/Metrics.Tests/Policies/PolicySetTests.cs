using System.Text;
using Metrics.Policies;
using Xunit;

namespace Metrics.Tests.Policies;

public class PolicySetTests
{
    [Fact]
    public void The_shipped_set_is_business_setup_alone()
    {
        var shipped = Assert.Single(PolicySet.Shipped.Versions);
        Assert.Equal(("business_setup", "企业开办", Measure.Stages, 2), (shipped.Id, shipped.NameZh, shipped.Measure, shipped.LimitDays));
        Assert.Equal(["registration", "seal", "invoice", "social_insurance"], shipped.Stages.Select(s => s.Id));
        Assert.Equal(["设立登记", "公章刻制", "申领发票", "社保登记"], shipped.Stages.Select(s => s.NameZh));
        Assert.True(shipped.CorrectionStopsClock);
        Assert.Null(PolicySet.Shipped.InForce(shipped.Policy, Day.Of(new DateOnly(2018, 12, 31))));
        Assert.Same(shipped, PolicySet.Shipped.InForce(shipped.Policy, Day.Of(new DateOnly(2019, 1, 1))));
    }

    [Fact]
    public void A_stage_is_found_by_its_id_and_by_its_zh_name()
    {
        var set = PolicySet.Shipped;
        Assert.Equal("seal", set.StageIds[set.FindStage("公章刻制"u8).Number]);
        Assert.Equal(set.FindStage("seal"u8), set.FindStage("公章刻制"u8));
        Assert.Equal(StageNumber.None, set.FindStage("Seal"u8));
    }

    [Fact]
    public void Promised_is_no_policy_id() => Assert.Equal(PolicyNumber.None, PolicySet.Shipped.Find("promised"u8));

    [Fact]
    public void A_byte_order_mark_is_skipped() =>
        Assert.Single(PolicySet.Read(Encoding.UTF8.GetBytes("\uFEFF" + Json("""{ "id": "a", "measure": "case", "limit_days": 1 }"""))).Versions);

    [Theory]
    [InlineData("""{ "measure": "case", "limit_days": 1 }""", "policies[0].id is 'null', expected a value")]
    [InlineData("""{ "id": "", "measure": "case", "limit_days": 1 }""", "policies[0].id is '', expected a text")]
    [InlineData("""{ "id": "promised", "measure": "case", "limit_days": 1 }""", "promised is built in")]
    [InlineData("""{ "id": "a", "measure": "Case", "limit_days": 1 }""", "policies[0].measure is 'Case', expected case, stages or project")]
    [InlineData("""{ "id": "a", "measure": "case" }""", "policies[0].limit_days is 'null'")]
    [InlineData("""{ "id": "a", "measure": "case", "limit_days": -1 }""", "policies[0].limit_days is '-1'")]
    [InlineData("""{ "id": "a", "measure": "case", "limit_days": "5" }""", "policies[0].limit_days is '\"5\"'")]
    [InlineData("""{ "id": "a", "measure": "case", "limit_days": 1.5 }""", "policies[0].limit_days is '1.5'")]
    [InlineData("""{ "id": "a", "measure": "case", "limit_days": 1, "corection_stops_clock": false }""", "policies[0] has the name 'corection_stops_clock', expected one of id, name")]
    [InlineData("""{ "id": "a", "measure": "case", "limit_days": 1, "correction_stops_clock": 0 }""", "expected true or false")]
    [InlineData("""{ "id": "a", "measure": "case", "limit_days": 1, "from": "2019-1-1" }""", "policies[0].from is '2019-1-1', expected a day yyyy-MM-dd")]
    [InlineData("""{ "id": "a", "measure": "case", "limit_days": 1, "from": "2019-02-01", "to": "2019-01-31" }""", "expected a day not before from")]
    [InlineData("""{ "id": "a", "measure": "stages", "limit_days": 1, "stages": [] }""", "expected at least one stage")]
    [InlineData("""{ "id": "a", "measure": "stages", "limit_days": 1, "stages": [ { "id": "x" }, { "id": "x" } ] }""", "expected each stage once")]
    [InlineData("""{ "id": "a", "measure": "stages", "limit_days": 1, "stages": [ { "id": "x", "name": { "zh": "y" } }, { "id": "y" } ] }""", "a word for one stage")]
    [InlineData("""{ "id": "a", "measure": "project", "limit_days": 1 }""", "policies[0].end_item is 'null', expected a value")]
    [InlineData("""{ "id": "a", "measure": "case", "limit_days": 1 }, { "id": "a", "measure": "case", "limit_days": 2 }""", "do not overlap")]
    [InlineData("""{ "id": "a", "measure": "case", "limit_days": 1, "to": "2019-01-01" }, { "id": "a", "measure": "project", "end_item": "E", "limit_days": 2, "from": "2019-01-02" }""", "the measure of the other versions")]
    [InlineData("""{ "id": "a", "measure": "case", "limit_days": 100001 }""", "policies[0].limit_days is '100001', expected working days, a whole number from 0 to 100000")]
    [InlineData("""{ "id": "\ud800", "measure": "case", "limit_days": 1 }""", "half a character")]
    [InlineData("""{ "id": "a", "\ud800": 1, "measure": "case", "limit_days": 1 }""", "half a character")]
    [InlineData("""{ "id": "a", "id": "b", "measure": "case", "limit_days": 1 }""", "policies[0] has the name 'id', which stands there twice, expected each once")]
    [InlineData("""{ "id": "*", "measure": "case", "limit_days": 1 }""", "policies[0].id is '*', expected a word")]
    [InlineData("""{ "id": " a", "measure": "case", "limit_days": 1 }""", "policies[0].id is ' a', expected a word without blanks around it")]
    [InlineData("""{ "id": "无", "measure": "case", "limit_days": 1 }""", "policies[0].id is '无', expected a word without blanks around it that means neither missing nor all (*)")]
    [InlineData("""{ "id": "a", "measure": "stages", "limit_days": 1, "stages": [ { "id": "x", "name": { "zh": "公章刻制 " } } ] }""", "policies[0].stages[0].name.zh is '公章刻制 '")]
    [InlineData("""{ "id": "a", "measure": "stages", "limit_days": 1, "stages": [ { "id": "x;y" } ] }""", "policies[0].stages[0].id is 'x;y', expected a word without ';'")]
    [InlineData("""{ "id": "a",,""", "line 1, byte 29: found what is no JSON")]
    public void A_fault_says_where_what_was_found_and_what_was_expected(string policies, string reason)
    {
        var fault = Assert.Throws<RefusedException>(() => PolicySet.Read(Encoding.UTF8.GetBytes(Json(policies))));
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
        Assert.StartsWith("时限政策：", fault.Why.Zh, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "id": "a", "measure": "X", "limit_days": 1 }""", "measure is 100000 letters, expected")]
    [InlineData("""{ "id": "a", "measure": "case", "limit_days": "X" }""", "limit_days is 100002 characters, expected")]
    [InlineData("""{ "id": "a", "X": 1 }""", "has the name 100000 letters, expected")]
    [InlineData("""{ "id": "a", "X": 1, "X": 2 }""", "has the name 100000 letters, which stands there twice")]
    [InlineData("""{ "id": "a", "measure": "ca\nse", "limit_days": 1 }""", "measure is 4 characters, 2 lines, expected")]
    public void A_value_that_is_long_or_has_several_lines_is_told_by_its_shape(string policies, string reason)
    {
        var json = Json(policies.Replace("X", new string('x', 100_000), StringComparison.Ordinal));
        var fault = Assert.Throws<RefusedException>(() => PolicySet.Read(Encoding.UTF8.GetBytes(json)));
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
        Assert.InRange(fault.Message.Length + fault.Why.Zh.Length, 1, 500);
    }

    [Fact]
    public void Bytes_that_are_no_utf8_are_refused() =>
        Assert.Throws<RefusedException>(() => PolicySet.Read("{\"policies\":[],\"_\":\""u8.ToArray().Concat(new byte[] { 0xFF }).Concat("\"}"u8.ToArray()).ToArray()));

    [Fact]
    public void A_name_that_begins_with_an_underscore_is_a_comment() =>
        Assert.Single(PolicySet.Read(Encoding.UTF8.GetBytes(Json("""{ "id": "a", "_basis": "市政府文件", "measure": "case", "limit_days": 1 }"""))).Versions);

    static string Json(string policies) => $$"""{ "policies": [ {{policies}} ] }""";
}
