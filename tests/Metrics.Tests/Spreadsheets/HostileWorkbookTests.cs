using System.Text;
using Metrics.Spreadsheets;
using Xunit;
using static Metrics.Tests.Spreadsheets.XlsxFile;

namespace Metrics.Tests.Spreadsheets;

/// <summary>Whatever a workbook holds, it is read or refused: in bounded memory, and in the end.</summary>
public sealed class HostileWorkbookTests
{
    static string Read(byte[] workbook)
    {
        using var file = new MemoryStream(workbook);
        using var sheet = Sheet.Open(file, null);
        var (row, text) = (new SheetRow(), new StringBuilder());
        while (sheet.TryRead(row))
            text.Append(row.Number).Append('|').Append(Encoding.UTF8.GetString(row.Count == 0 ? [] : row[row.Count - 1])).Append('\n');
        return text.ToString();
    }

    static string Refused(byte[] workbook) => Assert.Throws<RefusedException>(() => Read(workbook)).Why.En;

    static byte[] With(string part, string xml)
    {
        var parts = Parts(Row(1, "a"));
        parts[part] = xml;
        return Zip(parts);
    }

    [Theory]
    [InlineData("<row r=\"2\"/><row r=\"1\"/>")]
    [InlineData("<row r=\"1\"/><row r=\"1\"/>")]
    [InlineData("<row r=\"-1\"/>")]
    [InlineData("<row r=\"0\"/>")]
    [InlineData("<row r=\"1048577\"/>")]
    [InlineData("<row r=\"99999999999\"/>")]
    [InlineData("<row><c r=\"B1\"/><c r=\"A1\"/></row>")]
    [InlineData("<row><c r=\"A1\"/><c r=\"A1\"/></row>")]
    [InlineData("<row><c r=\"XFE1\"/></row>")]
    [InlineData("<row><c r=\"ZZZZZZZZZZZZ1\"/></row>")]
    [InlineData("<row><c r=\"1\"/></row>")]
    [InlineData("<row><c t=\"s\"><v>0</v></c></row>")]
    [InlineData("<row><c t=\"s\"><v>-1</v></c></row>")]
    [InlineData("<row><c t=\"s\"><v>x</v></c></row>")]
    [InlineData("<row><c><v>1,5</v></c></row>")]
    [InlineData("<row><c><v>NaN</v></c></row>")]
    [InlineData("<row><c><v>1e999</v></c></row>")]
    [InlineData("<row><c>")]
    public void What_no_program_writes_is_damage(string rows) => Assert.Contains("damaged", Refused(Of(rows)), StringComparison.Ordinal);

    [Fact]
    public void A_row_of_a_million_cells_is_damage() =>
        Assert.Contains("column 16385", Refused(Of($"<row>{string.Concat(Enumerable.Repeat("<c/>", 1_000_000))}</row>")), StringComparison.Ordinal);

    [Fact]
    public void A_document_type_is_damage_and_its_entities_are_never_made()
    {
        var entities = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]>";
        Assert.Contains("DTD", Refused(With("xl/worksheets/sheet1.xml", entities + SheetXml("<row><c t=\"str\"><v>&b;&c;</v></c></row>"))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/sheet1.xml\" TargetMode=\"External", "no sheet that can be seen")]
    [InlineData("../../../../etc/passwd", "no part etc/passwd")]
    [InlineData("worksheets/none.xml", "no part xl/worksheets/none.xml")]
    public void Nothing_is_read_from_outside_the_file(string target, string why) =>
        Assert.Contains(why, Refused(With("xl/_rels/workbook.xml.rels", Relations(("r1", "worksheet", target)))), StringComparison.Ordinal);

    [Fact]
    public void Names_of_parts_that_lead_elsewhere_are_never_paths() =>
        Assert.Equal("1|a\n", Read(With("../../tmp/metrics-was-here", "x")));

    [Fact]
    public void Elements_too_deep_in_one_another_are_damage() =>
        Assert.Contains("in one another", Refused(Of(string.Concat(Enumerable.Repeat("<row>", 100_000)))), StringComparison.Ordinal);

    [Fact]
    public void A_file_of_made_up_names_is_damage() =>
        Assert.Contains("names", Refused(Of(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<x{i}/>")))), StringComparison.Ordinal);

    [Fact]
    public void A_text_or_tag_over_a_mebibyte_is_damage()
    {
        Assert.Contains("1048576 bytes", Refused(Of($"<row><c t=\"str\"><v>{new string('x', 2 << 20)}</v></c></row>")), StringComparison.Ordinal);
        Assert.Contains("1048576 bytes", Refused(Of($"<row a=\"{new string('x', 2 << 20)}\"/>")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_bomb_is_refused_when_so_much_has_been_unpacked()
    {
        var block = $"<!--{new string(' ', 1 << 16)}-->";
        var bomb = With("xl/sharedStrings.xml", "<sst>" + string.Concat(Enumerable.Repeat(block, 8200)) + "</sst>");
        Assert.InRange(bomb.Length, 0, 4 << 20);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("512 MiB", Refused(bomb), StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);
    }

    [Fact]
    public void A_directory_of_a_million_parts_is_damage_before_it_is_read()
    {
        byte[] part = [.. "PK\u0001\u0002"u8, .. new byte[42]];
        byte[] archive = [.. "PK\u0003\u0004"u8, .. Enumerable.Repeat(part, 1_000_000).SelectMany(p => p)];
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("more than 65536 parts", Refused(archive), StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_size_that_lies_is_damage()
    {
        var workbook = Of(Row(1, new string('a', 1000)));
        var header = workbook.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        workbook[header + 24] ^= 1;
        Assert.Contains("damaged", Refused(workbook), StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_that_is_encrypted_is_refused_as_such()
    {
        var workbook = Of(Row(1, "a"));
        for (var at = 0; workbook.AsSpan(at).IndexOf("PK\u0001\u0002"u8) is >= 0 and var found; at += found + 4)
            workbook[at + found + 8] |= 1;
        Assert.Contains("encrypted", Refused(workbook), StringComparison.Ordinal);
    }

    [Fact]
    public void An_xls_with_a_password_is_refused_as_encrypted()
    {
        var workbook = WrittenFiles.Bytes("log.xls");
        // The record behind the first one says how the rest is encrypted.
        var begin = workbook.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x05, 0x00]);
        (workbook[begin + 20], workbook[begin + 21]) = (0x2F, 0);
        Assert.Contains("encrypted", Refused(workbook), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EncryptedPackage", "encrypted")]
    [InlineData("Book", "before Excel 97")]
    [InlineData("WordDocument", "without a workbook")]
    public void A_compound_file_is_refused_for_what_it_holds(string stream, string why)
    {
        var workbook = WrittenFiles.Bytes("log.xls");
        var entry = workbook.AsSpan().IndexOf(Encoding.Unicode.GetBytes("Workbook"));
        workbook.AsSpan(entry, 64).Clear();
        Encoding.Unicode.GetBytes(stream, workbook.AsSpan(entry));
        workbook[entry + 64] = (byte)(2 * stream.Length + 2);
        Assert.Contains(why, Refused(workbook), StringComparison.Ordinal);
    }

    [Fact]
    public void A_chain_of_sectors_that_leads_back_is_damage()
    {
        var workbook = WrittenFiles.Bytes("log.xls");
        var fat = (BitConverter.ToInt32(workbook, 76) + 1) * 512;
        for (var sector = 0; sector < 100; sector++)
            BitConverter.GetBytes(1).CopyTo(workbook, fat + 4 * sector);
        Assert.Contains("does not end", Refused(workbook), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("log.xlsx")]
    [InlineData("log.xls")]
    public void Whatever_is_cut_off_or_changed_is_read_or_refused(string name)
    {
        var whole = WrittenFiles.Bytes(name);
        var text = Read(whole);
        var random = new Random(1);
        for (var i = 0; i < 300; i++)
        {
            var changed = whole.ToArray();
            changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
            ReadOrRefused(changed, name.EndsWith('x') ? text : null);
            ReadOrRefused(whole[..random.Next(4, whole.Length)], null);
        }
    }

    /// <param name="expected">A flipped bit is found by the checksums of the parts, or is none of the rows.</param>
    static void ReadOrRefused(byte[] workbook, string? expected)
    {
        string text;
        try
        {
            text = Read(workbook);
        }
        catch (RefusedException)
        {
            return;
        }
        Assert.Equal(expected ?? text, text);
    }
}
