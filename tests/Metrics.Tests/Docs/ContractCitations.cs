using System.Text.RegularExpressions;

namespace Metrics.Tests.Docs;

/// <summary>The places of a text that rest on a section of the contract: <c>contract 1.3</c>, <c>contract 1.3, 1.4</c>.</summary>
static partial class ContractCitations
{
    /// <summary>The sections of the contract, by the anchors of its two parts.</summary>
    internal static HashSet<string> Sections { get; } =
        [.. new[] { "contract", "contract-2" }.SelectMany(part => Anchor().Matches(TextFile.Read($"docs/contract/{part}.md").Text).Select(m => m.Groups[1].Value))];

    /// <summary>The sections that a text cites; those of one citation stand together.</summary>
    internal static IEnumerable<string> In(string text) =>
        Citation().Matches(Joined(text)).SelectMany(m => m.Groups[1].Captures.Concat(m.Groups[2].Captures)).Select(c => c.Value);

    /// <summary>What means a section and is not written as a citation.</summary>
    internal static IEnumerable<string> Misspelt(string text) => OtherForm().Matches(Joined(text)).Select(m => m.Value);

    /// <summary>One line: a citation may go over the end of a line of a comment.</summary>
    static string Joined(string text) => LineEnd().Replace(text, " ");

    [GeneratedRegex("""<a id="([0-9.]+)"></a>""")]
    private static partial Regex Anchor();

    [GeneratedRegex("""\b[Cc]ontract (\d+(?:\.\d+)?)(?:, (\d+(?:\.\d+)?))*""")]
    private static partial Regex Citation();

    [GeneratedRegex(
        """\bcontract(?:-2)?(?:\.md)?(?:'s)?`?,? ?(?:(?:sections?|tables?|part|art\.|§) ?|\()\d[\d.]*\)?|sections? \d[\d.]* of the contract|\(1\.[1-4][),]""",
        RegexOptions.IgnoreCase)]
    private static partial Regex OtherForm();

    [GeneratedRegex("""\r?\n[ \t]*(?:///?|--|#|\*)?[ \t]*""")]
    private static partial Regex LineEnd();
}
