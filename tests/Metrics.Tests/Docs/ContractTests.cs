using System.Text.RegularExpressions;
using Xunit;

namespace Metrics.Tests.Docs;

/// <summary>The contract lies in the house (docs/contract), and whoever cites it cites what is there.</summary>
public sealed partial class ContractTests
{
    const string Own = "docs/contract/";

    static readonly IReadOnlyList<TextFile> _files = [.. TextFile.All(".cs", ".md", ".sql", ".bicep", ".yml", ".props", ".csproj")];

    static IEnumerable<TextFile> Outside => _files.Where(f => !f.Path.StartsWith(Own, StringComparison.Ordinal) && !f.Path.StartsWith("tests/Metrics.Tests/Docs/", StringComparison.Ordinal));

    [Fact]
    public void Every_section_that_is_cited_exists() =>
        Assert.Empty(Outside.SelectMany(f => ContractCitations.In(f.Text).Except(ContractCitations.Sections).Select(s => $"{f.Path}: contract {s}")));

    [Fact]
    public void The_index_names_the_definitions_that_the_program_computes_by() =>
        Assert.Contains($"**In force: definitions {Metrics.Summaries.Definitions.Version}.**",
            _files.Single(f => f.Path == Own + "README.md").Text, StringComparison.Ordinal);

    [Fact]
    public void A_section_is_cited_in_one_form() =>
        Assert.Empty(Outside.SelectMany(f => ContractCitations.Misspelt(f.Text).Select(s => $"{f.Path}: '{s}', expected 'contract N' or 'contract N.N'")));

    [Theory]
    [InlineData("/// <summary>Times (contract 1.3).</summary>", "1.3")]
    [InlineData("    /// as in contract\n    /// 4, of one file", "4")]
    [InlineData("Contract 1.3, 1.4: files.", "1.3 1.4")]
    [InlineData("contract columns, 3 of them", "")]
    public void A_citation_is_found(string text, string sections) => Assert.Equal(sections, string.Join(' ', ContractCitations.In(text)));

    [Theory]
    [InlineData("(contract section 3)")]
    [InlineData("contract sections 1 and 1.1")]
    [InlineData("`contract.md`, section 4")]
    [InlineData("contract-2 section 6")]
    [InlineData("by the contract's grammar (1.3)")]
    [InlineData("the contract's\n/// table 1")]
    [InlineData("section 9 of the contract")]
    public void Another_form_is_refused(string text) => Assert.Single(ContractCitations.Misspelt(text));

    [Fact]
    public void Every_heading_with_a_number_has_the_anchor_of_its_number() =>
        Assert.All(
            new[] { "contract", "contract-2" }.SelectMany(part => Heading().Matches(TextFile.Read($"{Own}{part}.md").Text)),
            heading => Assert.Equal(heading.Groups[2].Value, heading.Groups[1].Value));

    [Fact]
    public void The_index_lists_every_section() =>
        Assert.Equal(
            ContractCitations.Sections.Order(StringComparer.Ordinal),
            IndexRow().Matches(TextFile.Read(Own + "README.md").Text).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal));

    [Fact]
    public void The_notes_name_sections_that_exist() =>
        Assert.Subset(ContractCitations.Sections, NoteRow().Matches(TextFile.Read(Own + "notes.md").Text).Select(m => m.Groups[1].Value).ToHashSet());

    /// <summary>A heading and the anchor that stands before it; no anchor: empty.</summary>
    [GeneratedRegex("""(?:<a id="([0-9.]+)"></a>\n\n)?^#+ (\d+(?:\.\d+)?)\b""", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("""^\| \[([0-9.]+)\]""", RegexOptions.Multiline)]
    private static partial Regex IndexRow();

    [GeneratedRegex("""^\| ([0-9.]+) \|""", RegexOptions.Multiline)]
    private static partial Regex NoteRow();
}
