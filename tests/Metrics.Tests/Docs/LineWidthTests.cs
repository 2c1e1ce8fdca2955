using Xunit;

namespace Metrics.Tests.Docs;

/// <summary>A line of code is read without scrolling.</summary>
public sealed class LineWidthTests
{
    // In UTF-16 units, as an editor counts them.
    const int Widest = 160;

    [Fact]
    public void No_line_of_the_source_is_wider_than_160_characters() =>
        Assert.Empty(TextFile.All(".cs").Where(f => f.Path.StartsWith("src/", StringComparison.Ordinal)).SelectMany(TooWide));

    [Theory]
    [InlineData(Widest, 0)]
    [InlineData(Widest + 1, 1)]
    public void A_line_is_too_wide_from_161_characters_on(int width, int found) =>
        Assert.Equal(found, TooWide(new("src/A.cs", $"short\n{new string('x', width)}\n")).Count());

    static IEnumerable<string> TooWide(TextFile file) =>
        file.Text.Split('\n').Index().Where(l => l.Item.Length > Widest).Select(l => $"{file.Path}:{l.Index + 1}: {l.Item.Length} characters");
}
