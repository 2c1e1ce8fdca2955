using System.Text;
using Metrics.Spreadsheets;
using Xunit;
using static Metrics.Tests.Spreadsheets.XlsxFile;

namespace Metrics.Tests.Spreadsheets;

public sealed class SheetTests
{
    static string Read(byte[] workbook, string? name = null)
    {
        using var file = new MemoryStream(workbook);
        using var sheet = Sheet.Open(file, name);
        var (row, text) = (new SheetRow(), new StringBuilder());
        while (sheet.TryRead(row))
            text.Append(row.Number).Append('|').AppendJoin('|', Enumerable.Range(0, row.Count).Select(i => Encoding.UTF8.GetString(row[i]))).Append('\n');
        return text.ToString().TrimEnd();
    }

    static Bilingual Refused(byte[] workbook, string? name = null)
    {
        var why = Assert.Throws<RefusedException>(() => Read(workbook, name)).Why;
        Assert.NotEmpty(why.Zh);
        return why;
    }

    /// <summary>The text of one cell in A1.</summary>
    static string Cell(string cell, string texts = "", string styles = "", string properties = "") =>
        Read(Of($"<row r=\"1\">{cell}</row>", texts, styles, properties))[2..];

    /// <summary>Styles 0, 1 …, each with one of these built-in formats, or one of the workbook's own.</summary>
    static string Styles(params int[] formats) => $"<cellXfs>{string.Concat(formats.Select(f => $"<xf numFmtId=\"{f}\"/>"))}</cellXfs>";

    [Fact]
    public void A_row_has_its_own_number_and_cells_their_columns() => Assert.Equal(
        "1|title\n3|a||c\n4|\n1048576" + new string('|', 28) + "x",
        Read(Of(Row(1, "title") + Row(3, "a", null, "c") + "<row r=\"4\"/>" + "<row r=\"1048576\"><c r=\"AB1048576\" t=\"str\"><v>x</v></c></row>")));

    [Fact]
    public void Rows_and_cells_without_a_place_follow_the_one_before() =>
        Assert.Equal("1|1|2\n4|3\n5|4", Read(Of("<row><c><v>1</v></c><c><v>2</v></c></row><row r=\"4\"><c><v>3</v></c></row><row><c><v>4</v></c></row>")));

    [Fact]
    public void Runs_are_joined_and_phonetics_left_out() => Assert.Equal("受理 中", Cell(
        "<c t=\"s\"><v>1</v></c>", "<si><t>x</t></si><si><r><rPr/><t>受理</t></r><r><t> </t></r><r><t>中</t></r><rPh sb=\"0\" eb=\"1\"><t>ju</t></rPh><phoneticPr/></si>"));

    [Theory]
    [InlineData("_x0041__x000d_b_x4E2D__x00_", "A\rb中_x00_")]
    [InlineData("_x005F_x0041_", "_x0041_")]
    public void A_character_that_is_written_by_its_number_is_that_character(string text, string expected) =>
        Assert.Equal(expected, Cell($"<c t=\"str\"><v>{text}</v></c>"));

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("007", "7")]
    [InlineData("330106190304001", "330106190304001")]
    [InlineData("999999999999999", "999999999999999")]
    [InlineData("1000000000000000", "1E+15")]
    [InlineData("1E15", "1E+15")]
    [InlineData("330106190304000001", "3.30106190304E+17")]
    [InlineData("-12300000000000000000", "-1.23E+19")]
    [InlineData("1.7976931348623157E308", "1.7976931348623157E+308")]
    [InlineData("43528.416666666664", "43528.416666666664")]
    [InlineData("0.1", "0.1")]
    [InlineData("1.50", "1.5")]
    [InlineData("-1.5E-7", "-0.00000015")]
    [InlineData("3.0E2", "300")]
    public void A_number_is_its_digits_or_the_shortest_decimal(string number, string expected) => Assert.Equal(expected, Cell($"<c><v>{number}</v></c>"));

    [Theory]
    [InlineData("43528", "2019-03-04")]
    [InlineData("43528.5", "2019-03-04 12:00:00")]
    [InlineData("43530.4166666667", "2019-03-06 10:00:00")]
    [InlineData("43528.0000001", "2019-03-04 00:00:00")]
    [InlineData("43528.99999999", "2019-03-05 00:00:00")]
    [InlineData("43528.00001736112", "2019-03-04 00:00:02")]
    [InlineData("0.5", "1899-12-30 12:00:00")]
    [InlineData("2958465", "9999-12-31")]
    [InlineData("2958466", "2958466")]
    [InlineData("1E300", "1E+300")]
    public void A_number_under_a_date_format_is_a_date_and_rounded_to_the_second(string number, string expected) =>
        Assert.Equal(expected, Cell($"<c s=\"1\"><v>{number}</v></c>", styles: Styles(0, 22)));

    [Theory]
    [InlineData("date1904=\"1\"")]
    [InlineData("date1904=\"true\"")]
    public void A_workbook_may_count_its_days_from_1904(string properties) =>
        Assert.Equal("2019-03-04", Cell("<c s=\"0\"><v>42066</v></c>", styles: Styles(14), properties: properties));

    [Fact]
    public void Dates_are_the_built_in_formats_14_to_22_27_to_36_45_to_47_and_50_to_58()
    {
        var all = Enumerable.Range(0, 60).ToArray();
        var dates = all.Where(f => Cell($"<c s=\"{f}\"><v>43528</v></c>", styles: Styles(all)) == "2019-03-04");
        Assert.Equal([.. Enumerable.Range(14, 9), .. Enumerable.Range(27, 10), .. Enumerable.Range(45, 3), .. Enumerable.Range(50, 9)], dates);
    }

    [Theory]
    [InlineData("yyyy\"年\"m\"月\"d\"日\";@", true)]
    [InlineData("[$-804]H:mm", true)]
    [InlineData("[h]:mm", true)]
    [InlineData("mm:ss.0", true)]
    [InlineData("[h]", false)]
    [InlineData("[Red]0.00\"days\"", false)]
    [InlineData("0\\d", false)]
    [InlineData("0_s", false)]
    [InlineData("General", false)]
    [InlineData("#,##0.00E+00", false)]
    [InlineData("0\"m", true)]
    public void A_format_of_its_own_is_a_date_by_its_letters(string code, bool date) => Assert.Equal(date, NumberFormats.IsDateCode(code));

    [Fact]
    public void A_format_of_the_workbook_stands_before_the_built_in_one() =>
        Assert.Equal("43528", Cell("<c s=\"0\"><v>43528</v></c>", styles: "<numFmts><numFmt numFmtId=\"14\" formatCode=\"0\"/></numFmts>" + Styles(14)));

    [Theory]
    [InlineData("<c t=\"b\"><v>1</v></c>", "1")]
    [InlineData("<c t=\"b\"><v>false</v></c>", "0")]
    [InlineData("<c t=\"e\"><v>#DIV/0!</v></c>", "#DIV/0!")]
    [InlineData("<c t=\"str\"><f>A2&amp;\"x\"</f><v>ax</v></c>", "ax")]
    [InlineData("<c><f>1+1</f><v>2</v></c>", "2")]
    [InlineData("<c t=\"d\"><v>2019-03-04T09:05:07</v></c>", "2019-03-04T09:05:07")]
    [InlineData("<c t=\"inlineStr\"><is><r><t>a</t></r><r><t>b</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></is></c>", "ab")]
    public void Booleans_errors_formulas_and_texts_in_place_are_their_stored_values(string cell, string expected) => Assert.Equal(expected, Cell(cell));

    [Fact]
    public void The_first_sheet_that_is_not_hidden_is_read_or_the_one_that_is_named()
    {
        var file = Zip(WithSheets(("name=\"a\" state=\"hidden\"", Row(1, "a")), ("name=\"b\" state=\"veryHidden\"", Row(1, "b")), ("name=\"明细\"", Row(1, "c")), ("name=\"d\"", Row(1, "d"))));
        Assert.Equal("1|c", Read(file));
        Assert.Equal("1|a", Read(file, "a"));
        Assert.Equal("1|d", Read(file, "d"));
        Assert.Contains("no sheet 'x', found a, b, 明细, d", Refused(file, "x").En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_workbook_whose_sheets_are_all_hidden_is_refused() =>
        Assert.Contains("no sheet that can be seen", Refused(Zip(WithSheets(("name=\"a\" state=\"hidden\"", "")))).En, StringComparison.Ordinal);

    [Fact]
    public void A_zip_without_a_workbook_is_refused_by_name() => Assert.Contains("ZIP", Refused(Zip([new("a.csv", "case_id")])).En, StringComparison.Ordinal);

    [Fact]
    public void Whatever_is_cut_off_is_refused()
    {
        var whole = Of(Row(1, "a"));
        for (var length = 4; length < whole.Length; length += 7)
            Assert.Contains("damaged", Refused(whole[..length]).En, StringComparison.Ordinal);
    }
}
