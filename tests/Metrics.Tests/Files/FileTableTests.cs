using System.Text;
using Metrics.Files;
using Xunit;

namespace Metrics.Tests.Files;

public sealed class FileTableTests
{
    static readonly ColumnNames _columns = new([["item_code", "事项编码", "实施编码"], ["days", "天数"], ["note", "备注"]], 0, 1);

    static IReadOnlyList<TableRow> Read(byte[] file) => FileTable.Read(file, new("事项目录", "catalogue"), _columns);

    static string Cells(byte[] file) => string.Join('\n', Read(file).Select(r => $"{r.Line}|{r[0]}|{r[1]}|{r[2]}"));

    static Bilingual Refused(string file) => Assert.Throws<RefusedException>(() => Read(Encoding.UTF8.GetBytes(file))).Why;

    const string Table = "事项目录\n\n天数\t其他\t事项编码\n5\t\"x\ny\"\tA\n\t\t\n天数 \t其他\t事项编码\n无\tz\t=\"B\"\n";

    public static TheoryData<byte[]> Encoded => new(
        Encoding.UTF8.GetBytes(Table), [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Table)], Logs.Gb18030(Table),
        [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Table)],
        [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(Table)]);

    [Theory, MemberData(nameof(Encoded))]
    public void Title_rows_separators_encodings_repeated_headers_and_missing_words_are_as_in_a_log(byte[] file) =>
        Assert.Equal("4|A|5|\n8|B||", Cells(file));

    [Fact]
    public void A_column_that_is_not_there_is_empty() => Assert.Equal("2|A|5|", Cells("item_code,days\nA,5\n"u8.ToArray()));

    [Theory]
    [InlineData("item_code,days\nA,5\nB\n", "line 3: 1 columns", "第3行：1列")]
    [InlineData("item_code,days\n\"A\nB\",5\n\"C,5\n", "line 4: a quote out of place", "第4行")]
    [InlineData("item_code,事项编码,days\nA,5\n", "item_code twice", "出现两次")]
    [InlineData("事项编码,张三,330106199001011234\n", "lacks days", "缺少days（天数）")]
    [InlineData("", "no record", "没有可以读取的记录")]
    public void A_record_that_cannot_be_read_refuses_the_file_with_its_line(string file, string english, string chinese)
    {
        var why = Refused(file);
        Assert.Contains(english, why.En, StringComparison.Ordinal);
        Assert.Contains(chinese, why.Zh, StringComparison.Ordinal);
        Assert.StartsWith("catalogue: ", why.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_that_is_no_text_refuses_the_file() =>
        Assert.Contains("line 2", Assert.Throws<RefusedException>(() => Read([.. "项,item_code,days\nx,A,"u8, 0xFF, (byte)'\n'])).Message, StringComparison.Ordinal);
}
