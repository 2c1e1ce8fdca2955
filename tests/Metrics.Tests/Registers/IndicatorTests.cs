using System.Text;
using Metrics.Registers;
using Xunit;

namespace Metrics.Tests.Registers;

public class IndicatorTests
{
    const string Names = """ "name": { "zh": "名", "en": "n" }, "definition": { "zh": "义", "en": "d" } """;

    [Fact]
    public void A_citys_own_indicators_stand_beside_the_shipped_ones_in_the_tables()
    {
        var own = Read($$"""
            { "indicators": [
              { "id": "city_rules", "kind": "rule", {{Names}}, "numerator": { "date": "received", "tags": ["营商环境"] } },
              { "id": "told_rate", "kind": "行政复议", {{Names}},
                "numerator": { "date": "intake_at", "intake": ["告知", "forwarded"] }, "denominator": { "date": "received" } } ] }
            """);
        var tables = RegisterText.Tables(
            ["rule,a,2019-03-01,,,,,,,营商环境;其他,,2", "rule,b,2019-03-01,,,,,,,,,", "reconsideration,c,2019-03-01,told,2019-03-02,,,,,,,", "reconsideration,d,2019-03-01,,,,,,,,,2"],
            "2019-12-31", own);
        var year = RegisterText.Year(tables, "register", "2019");
        Assert.Equal(["2,,2", "1,3,0.3333", "3,,3"], new[] { "city_rules", "told_rate", "rules_issued" }.Select(i => year[i]));
        Assert.Contains("\n2019,told_rate,1,3,0.3333\n", tables["figures"], StringComparison.Ordinal);
    }

    [Fact]
    public void What_ships_is_named_and_defined_in_both_languages()
    {
        Assert.Equal((38, 12, null), (IndicatorSet.Shipped.Ids.Count(), CaseFigure.All.Count, IndicatorSet.Shipped.Sha256));
        var texts = IndicatorSet.Shipped.All.Select(i => (i.Name, i.Definition)).Concat(CaseFigure.All.Select(f => (f.Name, f.Definition)));
        Assert.All(texts.Concat(RegisterCheck.All.Select(c => (c.Name, c.Definition))), t =>
        {
            Assert.All([t.Name.Zh, t.Definition.Zh], zh => Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", zh));
            Assert.All([t.Name.En, t.Definition.En], en => Assert.DoesNotMatch(@"\p{IsCJKUnifiedIdeographs}", en));
        });
    }

    [Theory]
    [InlineData("[]", "$ is '[]', expected an object")]
    [InlineData("""{ "indicators": [ { "id": "x" } ] }""", "$.indicators[0].kind is 'null'")]
    [InlineData("""{ "indicators": [ { "id": "x", "kind": "lectures", NAMES, "numerator": { "date": "received" } } ] }""", "[0].kind is 'lectures', expected organ (工作部门)")]
    [InlineData("""{ "indicators": [ { "id": "X", "kind": "lecture", NAMES, "numerator": { "date": "received" } } ] }""", "[0].id is 'X'")]
    [InlineData("""{ "indicators": [ { "id": "lectures", "kind": "lecture", NAMES, "numerator": { "date": "received" } } ] }""", "[0].id is 'lectures', expected another id")]
    [InlineData("""{ "indicators": [ { "id": "hall", "kind": "lecture", NAMES, "numerator": { "date": "received" } } ] }""", "[0].id is 'hall', expected another id")]
    [InlineData("""{ "indicators": [ { "id": "x", "kind": "lecture", NAMES, "numerator": { "date": "intake_at" } } ] }""", "[0].numerator.date is 'intake_at'")]
    [InlineData("""{ "indicators": [ { "id": "x", "kind": "lecture", NAMES, "numerator": { "date": "heard" } } ] }""", "[0].numerator.date is 'heard'")]
    [InlineData("""{ "indicators": [ { "id": "x", "kind": "dispute", NAMES, "numerator": { "date": "closed", "outcome": ["oral", "upheld"] } } ] }""", "[0].numerator.outcome[1] is 'upheld'")]
    [InlineData("""{ "indicators": [ { "id": "x", "kind": "dispute", NAMES, "numerator": { "date": "stock", "outcome": ["oral"] } } ] }""", "no stock")]
    [InlineData("""{ "indicators": [ { "id": "x", "kind": "dispute", NAMES, "numerator": { "date": "closed", "result": ["oral"] } } ] }""", "[0].numerator has the name 'result'")]
    [InlineData("""{ "indicators": [ { "id": "x", "kind": "dispute", "name": { "zh": "名" }, "definition": {}, "numerator": {} } ] }""", "[0].name.en is 'null'")]
    public void What_could_be_misread_is_refused_with_its_place_in_both_languages(string json, string place)
    {
        var refused = Assert.Throws<RefusedException>(() => Read(json.Replace("NAMES", Names, StringComparison.Ordinal)));
        Assert.StartsWith("indicators: ", refused.Why.En, StringComparison.Ordinal);
        Assert.Contains(place, refused.Why.En, StringComparison.Ordinal);
        Assert.StartsWith("指标：", refused.Why.Zh, StringComparison.Ordinal);
    }

    static IndicatorSet Read(string json) => IndicatorSet.Read(Encoding.UTF8.GetBytes(json));
}
