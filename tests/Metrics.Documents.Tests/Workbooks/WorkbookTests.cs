using System.Globalization;
using System.IO.Compression;
using Metrics.Documents.Published;
using Metrics.Documents.Workbooks;

namespace Metrics.Documents.Tests.Workbooks;

/// <summary>A publication's workbook (contract 11): a sheet to read first, then a sheet a table.</summary>
public sealed class WorkbookTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_publication_gives_the_same_bytes() => Assert.Equal(await BytesAsync(), await BytesAsync());

    [Fact]
    public async Task Its_entries_are_of_the_day_of_the_publication()
    {
        using var archive = new ZipArchive(new MemoryStream(await BytesAsync()));
        Assert.All(archive.Entries, e => Assert.Equal(new DateTime(2019, 12, 31), e.LastWriteTime.DateTime));
    }

    [Fact]
    public async Task There_is_a_sheet_a_table_behind_the_first()
    {
        var sheets = ReadWorkbook.Of(await BytesAsync());
        Assert.Equal(["概览 Overview", .. TableWords.Tables.Select(t => $"{TableWords.Table(t).Zh} {TableWords.Table(t).En}")], sheets.Keys);
        Assert.All(sheets.Keys, name => Assert.InRange(name.Length, 1, 31));
    }

    [Fact]
    public async Task Every_number_of_a_table_is_a_number_of_its_sheet()
    {
        var sheets = ReadWorkbook.Of(await BytesAsync());
        var reader = await SmallCity.ReadAsync();
        foreach (var name in reader.Tables)
        {
            using var table = await reader.TableAsync(name, Stop);
            var rows = await table!.RowsAsync(Stop).ToListAsync(Stop);
            var sheet = sheets[$"{TableWords.Table(name).Zh} {TableWords.Table(name).En}"];
            Assert.Equal(rows.Count, sheet.Rows.Count - 1);
            foreach (var (row, cells) in rows.Zip(sheet.Rows.Skip(1)))
                Assert.Equal(row.Fields.Skip(table.Keys).Select(Number), cells.TakeLast(table.Columns.Count - table.Keys).Select(Number));
        }
    }

    [Fact]
    public async Task A_header_has_both_languages_stays_in_view_and_has_filters()
    {
        var sheet = (await SheetsAsync())["环节用时 Stage time"];
        Assert.Equal(["期间\nPeriod", "审批流程\nPolicy", "审批流程名称\nPolicy name", "区划\nDistrict"], sheet.Rows[0].Take(4));
        var xml = sheet.Xml.ToString();
        Assert.Contains("ySplit=\"1\"", xml, StringComparison.Ordinal);
        Assert.Contains($"autoFilter ref=\"A1:L{sheet.Rows.Count}\"", xml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_has_its_name_beside_it_and_a_word_is_said_in_both_languages()
    {
        var sheets = await SheetsAsync();
        Assert.Equal(["2019", "企业开办 Business set-up", "全部 All"], Pick(sheets["审批用时 Approval time"], "business_setup", 0, 2, 3));
        Assert.Contains(sheets["事项用时 Item time"].Rows, r => r[2] == "B2" && r[3] == "公章, 刻制");
    }

    [Fact]
    public async Task Data_becomes_no_formula()
    {
        var sheets = await SheetsAsync();
        Assert.Contains(sheets["网上办件 Online handling"].Rows, r => r[3] == "=1+1");
        Assert.All(sheets.Values, sheet => Assert.DoesNotContain("<f>", sheet.Xml.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_first_sheet_has_the_promises_the_rates_and_what_they_mean()
    {
        var rows = (await SheetsAsync())["概览 Overview"].Rows;
        Assert.Contains(rows, r => r is ["发布编号 Publication", var id] && id == SmallCity.Publication.Id);
        Assert.Contains(rows, r => r is ["企业开办 Business set-up", "2", "1", "1", "1", "1", "1", "1", "0"]);
        Assert.Contains(rows, r => r is ["网上可办率 Available rate", "0.6667", "2", "3"]);
        Assert.Contains(rows, r => r is ["兑现率", "kept_rate", var meaning] && meaning.StartsWith("on_time / (finished + overdue)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_table_that_no_sheet_has_room_for_keeps_rows_of_years_and_of_all_items_and_says_so()
    {
        var all = (await SheetsAsync())["网上办件 Online handling"].Rows.Count - 1;
        var sheet = ReadWorkbook.Of(await BytesAsync(rows: 30))["网上办件 Online handling"];
        Assert.Contains($"本表共{all}行", sheet.Rows[0][0], StringComparison.Ordinal);
        Assert.All(sheet.Rows.Skip(2), r => Assert.True(r[0].Length == 4 || r[2] == "*"));
        Assert.Contains(sheet.Rows, r => r[0] == "2019" && r[2] == "C3");
        Assert.Contains(sheet.Rows, r => r[0] == "2019-03" && r[2] == "*");
    }

    [Fact]
    public async Task A_table_with_more_of_those_too_keeps_the_years_of_all_items()
    {
        var sheet = ReadWorkbook.Of(await BytesAsync(rows: 10))["网上办件 Online handling"];
        Assert.All(sheet.Rows.Skip(2), r => Assert.Equal("*2019", r[2] + r[0]));
        Assert.Equal(2 + 3, sheet.Rows.Count);
    }

    [Fact]
    public async Task No_sheet_has_more_rows_than_it_has_room_for()
    {
        for (var rows = 3; rows < 20; rows++)
            Assert.All(ReadWorkbook.Of(await BytesAsync(rows)).Skip(1), s => Assert.InRange(s.Value.Rows.Count, 1, rows));
    }

    [Fact]
    public async Task A_character_that_no_document_may_hold_is_shown_as_unknown()
    {
        await using var workbook = await WorkbookWriter.BeginAsync(Stop);
        await workbook.PageAsync("s", [], Stop);
        await workbook.RowAsync([WorkbookWriter.Text("a\uFFFE\u0001b\uD800"), WorkbookWriter.Text(" c")], Stop);
        using var bytes = new MemoryStream();
        await workbook.FinishAsync(bytes, new(2019, 12, 31), Stop);
        Assert.Equal(["a\uFFFDb\uFFFD", " c"], ReadWorkbook.Of(bytes.ToArray())["s"].Rows[0]);
    }

    static decimal? Number(string text) => text.Length == 0 ? null : decimal.Parse(text, CultureInfo.InvariantCulture);

    static IEnumerable<string> Pick(ReadSheet sheet, string policy, params int[] places)
    {
        var row = sheet.Rows.First(r => r[1] == policy && r[3] == "全部 All" && r[0].Length == 4);
        return places.Select(p => row[p]);
    }

    static async Task<Dictionary<string, ReadSheet>> SheetsAsync() => ReadWorkbook.Of(await BytesAsync());

    static async Task<byte[]> BytesAsync(int rows = WorkbookWriter.MaxRows)
    {
        using var bytes = new MemoryStream();
        await Workbook.WriteAsync(await SmallCity.ReadAsync(), bytes, rows, Stop);
        return bytes.ToArray();
    }
}
