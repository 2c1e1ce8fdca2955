using System.Text;
using Metrics.Documents.Workbooks;

namespace Metrics.Documents.Tests.Workbooks;

/// <summary>Rejected lines as a workbook, for whoever must mend them.</summary>
public sealed class RejectedWorkbookTests
{
    const string Lines = """
        {"line":5,"reason":"missing_field","column":"result","expected":"a value","expected_zh":"必须填写","fields":{"case_id":"=1+1","result":""}}
        {"line":9,"reason":"bad_rating","column":"rating","expected":"1 to 5","expected_zh":"1至5","fields":{"rating":"6"}}
        {"line":12,"reason":"bad_row","fields":{}}
        """;

    [Fact]
    public async Task A_line_has_its_file_place_reason_value_and_what_was_expected()
    {
        var rows = await RowsAsync();
        Assert.Equal(["文件\nFile", "行\nLine", "原因\nReason", "列\nColumn", "内容\nValue", "应为\nExpected, in Chinese", "应为（英文）\nExpected"], rows[0]);
        Assert.Equal(["hall/a.csv", "9", "评价无效 Bad rating", "rating", "6", "1至5", "1 to 5"], rows[2]);
    }

    [Fact]
    public async Task A_line_that_was_kept_before_it_said_what_was_expected_is_shown_all_the_same() =>
        Assert.Equal(["hall/a.csv", "12", "行格式有误 Malformed row", "", "", "", ""], (await RowsAsync())[3]);

    [Fact]
    public async Task More_lines_than_a_sheet_has_room_for_are_cut_and_the_sheet_says_so()
    {
        var rows = await RowsAsync(rows: 3);
        Assert.Equal(3, rows.Count);
        Assert.StartsWith("共拒收3行，此处为前1行", rows[0][0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_rejected_line_is_a_sheet_of_its_header() => Assert.Single(await RowsAsync(""));

    static async Task<IReadOnlyList<string[]>> RowsAsync(string lines = Lines, int rows = WorkbookWriter.MaxRows)
    {
        var log = new RejectedLog("hall/a.csv", () => Task.FromResult<Stream>(new MemoryStream(Encoding.UTF8.GetBytes(lines))));
        using var bytes = new MemoryStream();
        await RejectedWorkbook.WriteAsync([log], bytes, new(2019, 12, 31), rows, TestContext.Current.CancellationToken);
        return ReadWorkbook.Of(bytes.ToArray())["拒收行 Rejected lines"].Rows;
    }
}
