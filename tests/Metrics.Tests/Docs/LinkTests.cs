using System.Text.RegularExpressions;
using Xunit;

namespace Metrics.Tests.Docs;

/// <summary>A link of a page leads to a file, and to a heading of it.</summary>
public sealed partial class LinkTests
{
    static readonly IReadOnlyList<TextFile> _pages = [.. TextFile.All(".md")];

    [Fact]
    public void Every_link_within_the_repository_leads_somewhere() =>
        Assert.Empty(_pages.SelectMany(page => Targets(page.Text).Where(t => !Exists(page, t)).Select(t => $"{page.Path}: {t}")));

    [Theory]
    [InlineData("[x](no-such-page.md)")]
    [InlineData("[x](docs/no-such-folder/)")]
    [InlineData("[x](README.md#no-such-heading)")]
    [InlineData("![x](no-such-picture.svg)")]
    public void A_link_that_leads_nowhere_is_found(string text) =>
        Assert.All(Targets(text), t => Assert.False(Exists(new("page.md", text), t)));

    [Theory]
    [InlineData("## 7. Deploy from GitHub", "7-deploy-from-github")]
    [InlineData("## Receipt (回执)", "receipt-回执")]
    [InlineData("### `W(a, b]` and so on", "wa-b-and-so-on")]
    [InlineData("<a id=\"1.2\"></a>", "1.2")]
    public void A_heading_is_an_anchor(string line, string anchor) => Assert.Contains(anchor, Anchors(line));

    static IEnumerable<string> Targets(string text) =>
        Link().Matches(Code().Replace(text, "")).Select(m => Uri.UnescapeDataString(m.Groups[1].Value)).Where(t => !Outside().IsMatch(t));

    static bool Exists(TextFile page, string target)
    {
        var (path, anchor) = target.Split('#') is [var p, var a] ? (p, a) : (target, "");
        var full = path.Length == 0 ? page.Path : Path.Combine(Path.GetDirectoryName(page.Path)!, path);
        var file = Repository.File(full);
        return anchor.Length == 0 ? Path.Exists(file) : File.Exists(file) && Anchors(File.ReadAllText(file)).Contains(anchor);
    }

    /// <summary>As GitHub makes them: lower case, blanks as hyphens, no punctuation.</summary>
    static IEnumerable<string> Anchors(string text) =>
        Heading().Matches(text).Select(m => Punctuation().Replace(m.Groups[1].Value.ToLowerInvariant(), "").Replace(' ', '-'))
            .Concat(Anchor().Matches(text).Select(m => m.Groups[1].Value));

    [GeneratedRegex("""\]\(([^()\s]+)\)""")]
    private static partial Regex Link();

    /// <summary>Code, in which brackets are no links.</summary>
    [GeneratedRegex("""^```.*?^```|`[^`\n]+`""", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex("^(?:https?|mailto):")]
    private static partial Regex Outside();

    [GeneratedRegex("^#+ (.+?)\r?$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("""[^\w\- ]""")]
    private static partial Regex Punctuation();

    [GeneratedRegex("""<a id="([^"]+)">""")]
    private static partial Regex Anchor();
}
