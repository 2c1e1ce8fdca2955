using System.Text;
using Metrics.Documents.Reports;

namespace Metrics.Documents.Tests.Reports;

/// <summary>A file of tags is read, or refused with its row.</summary>
public sealed class CellTagsTests
{
    const string Header = "tag,table,keys,column\n";

    [Fact]
    public async Task A_tag_of_its_own_stands_beside_the_shipped_ones_or_in_the_place_of_one()
    {
        var tags = await ReadAsync(Header + "own,quality,source=a;file=b,lines\nsetup_mean,approval_time,period={year};policy=p,net_p50\n");
        Assert.Equal(CellTags.Shipped.Count + 1, tags.Count);
        Assert.Equal("net_p50", tags.Single(t => t.Tag == "setup_mean").Column);
        Assert.Equal("b", tags.Single(t => t.Tag == "own").Keys["file"]);
    }

    [Theory]
    [InlineData("", "row 1")]
    [InlineData("tag;table\n", "row 1")]
    [InlineData(Header + "a,quality,x\n", "row 2: expected tag, table, keys and column")]
    [InlineData(Header + "a,nowhere,x=1,lines\n", "row 2: expected a table")]
    [InlineData(Header + "a,quality,x,lines\n", "row 2: expected keys")]
    [InlineData(Header + "a|b,quality,x=1,lines\n", "row 2: expected a tag")]
    [InlineData(Header + "a,quality,x=1,lines\na,quality,x=1,lines\n", "row 3: expected a tag of its own")]
    public async Task A_row_that_names_no_cell_is_refused_in_both_languages(string csv, string why)
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(() => ReadAsync(csv));
        Assert.Contains(why, refused.Why.En, StringComparison.Ordinal);
        Assert.StartsWith("标记文件：", refused.Why.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused() => await Assert.ThrowsAsync<RefusedException>(
        () => CellTags.ReadAsync(new MemoryStream([0xD6, 0xD0, 0xFF]), TestContext.Current.CancellationToken));

    static Task<IReadOnlyList<CellTag>> ReadAsync(string csv) =>
        CellTags.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(csv)), TestContext.Current.CancellationToken);
}
