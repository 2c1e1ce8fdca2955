using System.Text.RegularExpressions;
using Xunit;

namespace Metrics.Tests.Docs;

/// <summary>The two readmes say the same: whoever changes one is told of the other.</summary>
public sealed partial class ReadmeTests
{
    static readonly string _english = TextFile.Read("README.md").Text;
    static readonly string _chinese = TextFile.Read("README.zh-CN.md").Text;

    [Fact]
    public void Each_links_to_the_other()
    {
        Assert.Contains("](README.zh-CN.md)", _english, StringComparison.Ordinal);
        Assert.Contains("](README.md)", _chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_have_the_same_links() => Assert.Equal(All(Link(), _english), All(Link(), _chinese));

    [Fact]
    public void Both_show_the_same_commands() => Assert.Equal(All(Command(), _english), All(Command(), _chinese));

    [Fact]
    public void Both_list_the_same_doors() => Assert.Equal(All(Door(), _english), All(Door(), _chinese));

    [Fact]
    public void Both_have_as_many_headings_and_rows_of_tables() =>
        Assert.Equal(All(HeadingOrRow(), _english).Count, All(HeadingOrRow(), _chinese).Count);

    /// <summary>In order; what is found is never nothing.</summary>
    static List<string> All(Regex pattern, string text)
    {
        List<string> found = [.. pattern.Matches(text).Select(m => m.Groups[1].Value)];
        Assert.NotEmpty(found);
        return found;
    }

    /// <summary>Links but for those from one language to the other.</summary>
    [GeneratedRegex("""\]\((?!README)([^)]+)\)""")]
    private static partial Regex Link();

    /// <summary>A line of code without its comment.</summary>
    [GeneratedRegex("""^((?:\./|dotnet |artifacts/|metrics |cp |npx |cd |  --)[^#\n]*?) *(?:#.*)?$""", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex("""`((?:GET|POST|PUT|DELETE) /api/[^`]*)`""")]
    private static partial Regex Door();

    [GeneratedRegex("""^(#+ |\|)""", RegexOptions.Multiline)]
    private static partial Regex HeadingOrRow();
}
