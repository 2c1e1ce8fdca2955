using System.Text;
using Metrics.Mappings;
using Xunit;

namespace Metrics.Tests.Docs;

/// <summary>The mapping of docs/formats.md reads what the page says.</summary>
public sealed class MappingsExampleTests
{
    [Fact]
    public void The_example_reads_a_row_of_a_case()
    {
        var guide = TextFile.Read("docs/formats.md").Text;
        var json = guide[guide.IndexOf("## Mappings", StringComparison.Ordinal)..].Split("```json\n")[1].Split("```")[0];
        var mapping = MappingSet.Read(Encoding.UTF8.GetBytes(json)).Find("hall", "2019-03-04.csv");
        var read = Logs.Read(Logs.Csv("办件编号,事项名称,区划,来源,受理状态,受理时间,办结时间,办理结果\nc1,开店许可,城区,11,已受理,2019-03-04,2019-03-06,准予\n") with { Mapping = mapping });
        Assert.True(mapping!.IsSnapshot);
        Assert.Equal(
        [
            "2|c1|accepted|Accepted|2019-03-04T00:00:00.0000000|开店许可||429004|OneNet|||None|None|0|",
            "2|c1|decided|Decided|2019-03-06T23:59:59.0000000|||0|None|||Granted|None|0|",
        ], read.Events);
    }
}
