using System.Text;
using Metrics.Registers;
using Metrics.Tests.Docs;
using Xunit;

namespace Metrics.Tests.Registers;

/// <summary>The register of docs/formats.md gives what the page says.</summary>
public class RegisterGuideTests
{
    [Fact]
    public void The_example_of_the_guide_gives_the_rows_that_it_shows()
    {
        var guide = TextFile.Read("docs/formats.md").Text;
        var section = guide[guide.IndexOf("## Register and indicators", StringComparison.Ordinal)..guide.IndexOf("## Run", StringComparison.Ordinal)];
        var (csv, json) = (Blocks(section, "csv"), Assert.Single(Blocks(section, "json")));
        var tables = RegisterText.Tables(Encoding.UTF8.GetBytes(csv[0]), "2019-12-31", IndicatorSet.Read(Encoding.UTF8.GetBytes(json)));
        foreach (var (table, shown) in new[] { ("register", csv[1]), ("register_checks", csv[2]) })
            Assert.Superset(shown.Split('\n').ToHashSet(), tables[table].Split('\n').ToHashSet());
        Assert.Equal(5 + 5, RegisterText.Year(tables, "register", "2019").Count);
        Assert.Equal(3, RegisterText.Year(tables, "register_checks", "2019").Count);
        Assert.Contains("\n2019,rules_business,2,,2\n", tables["figures"], StringComparison.Ordinal);
    }

    static List<string> Blocks(string text, string kind) => [.. text.Split($"```{kind}\n").Skip(1).Select(b => b.Split("```")[0])];
}
