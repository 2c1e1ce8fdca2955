using System.Globalization;
using CsCheck;
using Metrics.Mappings;
using SpreadCheetah;
using Xunit;
using static Metrics.Tests.Spreadsheets.XlsxFile;

namespace Metrics.Tests.Spreadsheets;

/// <summary>A log that is a spreadsheet says what its CSV says (contract 6).</summary>
public sealed class SpreadsheetLogTests
{
    const string Header = "case_id,event,at,item_code,district,result,note";

    static readonly Gen<object?> _cell = Gen.OneOf(
        OneOf(null, "", " ", "C1", "c2", "accepted", "受理", "办结", "A1", "准予", "\u3000granted", "NULL", "1E+15", "a,\"b\"", "2019-03-04 9:05"),
        Gen.Int[-3, 99_999].Select(n => (object?)n), OneOf(110101, 43528, 0.1, 43528.5, 330106190304001.0, 3.30106190304E17, true, false),
        Gen.Int[0, 400 * 86_400].Select(s => (object?)new DateTime(2019, 1, 1).AddSeconds(s)));

    static readonly Gen<object?[]> _row = Gen.Frequency((1, _cell.Array[0, 9]),
        (3, Gen.Select(OneOf("C1", 7, 330106190304001.0), OneOf("accepted", "接件", 11), _cell, OneOf("A1", null), OneOf(110101, "110101"))
            .Select(r => new[] { r.Item1, r.Item2, r.Item3, r.Item4, r.Item5 })));

    static Gen<object?> OneOf(params object?[] cells) => Gen.Int[0, cells.Length - 1].Select(i => cells[i]);

    [Theory, MemberData(nameof(Workbooks))]
    public void What_another_program_has_written_is_read_as_its_csv(string name)
    {
        var csv = Logs.Read(Logs.File("log.csv", WrittenFiles.Bytes("log.csv")));
        Assert.Equal((126L, 2L), (csv.Tally.Lines, csv.Tally.Rejected.Sum()));
        var workbook = Logs.Read(Logs.File(name, WrittenFiles.Bytes(name)));
        Assert.Equal(csv.Events, workbook.Events);
        Assert.Equal(csv.Reasons, workbook.Reasons);
    }

    public static TheoryData<string> Workbooks => [.. WrittenFiles.Workbooks];

    [Fact]
    public Task A_random_table_is_read_as_its_csv() => _row.Array[0, 30].SampleAsync(async rows =>
    {
        var csv = Logs.Read(Logs.Csv("title\n" + Header + "\n" + string.Concat(rows.Select(r => string.Join(',', Padded(r).Select(CsvCell)) + "\n"))));
        var workbook = Logs.Read(Logs.File("a.xlsx", await WriteAsync(rows)));
        Assert.Equal(csv.Reasons, workbook.Reasons);
        Assert.Equal(csv.Events, workbook.Events);
    }, iter: 300);

    [Fact]
    public async Task Rows_go_over_several_chunks_and_threads()
    {
        var rows = Enumerable.Range(0, 500).Select(i => new object?[] { $"C{i % 50}", "接件", new DateTime(2019, 3, 1).AddMinutes(i), null, i % 7 == 0 ? "x" : null }).ToArray();
        var file = Logs.File("a.xlsx", await WriteAsync(rows));
        var whole = Logs.Read(file);
        Assert.Equal(500, whole.Tally.Lines);
        Assert.Equal(whole.Everything, Logs.Read([file], threads: 3, chunkSize: 100).Everything);
    }

    [Theory]
    [InlineData("a.ndjson")]
    [InlineData("a.csv.gz")]
    public void The_bytes_and_not_the_name_make_a_spreadsheet(string name) =>
        Assert.Equal(1, Logs.Read(Logs.File(name, Of(Row(1, "case_id", "event", "at") + Row(2, "c", "received", "2019-03-04")))).Tally.Lines);

    [Fact]
    public void A_row_that_is_longer_than_a_record_may_be_is_bad_and_reading_goes_on()
    {
        var log = Logs.Read(Logs.File("a.xlsx", Of(Row(1, "case_id", "event", "at", "note")
            + Row(2, "c", "received", "2019-03-04", new('x', 40_000)) + Row(3, "c", "received", "2019-03-05", new('受', 30_000)) + Row(4, "d", "received", "2019-03-04"))));
        Assert.Equal(["3 bad_row"], log.Reasons);
        Assert.Equal(3, log.Tally.Lines);
    }

    [Fact]
    public void Text_beyond_the_header_is_a_bad_row_and_a_missing_word_there_is_none()
    {
        var log = Logs.Read(Logs.File("a.xlsx", Of(Row(1, "case_id", "event", "at", " ")
            + Row(2, "c", "received", "2019-03-04", null, "-") + Row(3, "c", "received", "2019-03-05", "x") + Row(5, "d", "received"))));
        Assert.Equal(["3 bad_row", "5 missing_field at"], log.Reasons);
        Assert.Equal("no text beyond the columns of the header, at most 65,536 bytes", log.Rejections[0].Rejection.Expected);
    }

    [Fact]
    public void A_sheet_without_a_header_is_refused_by_the_row_that_comes_nearest()
    {
        var why = Logs.Read(Logs.File("a.xlsx", Of(Row(1, "张三的表") + Row(4, "case_id", "at")))).Tally.Refusal!.Value;
        Assert.Contains("row 4 comes nearest with case_id, at; it lacks event", why.En, StringComparison.Ordinal);
        Assert.Contains("最接近的是第4行：", why.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mapping_names_the_sheet_and_a_row_of_a_case_is_several_lines()
    {
        var mappings = MappingSet.Read("""
            { "mappings": [ { "sheet": "b", "fields": { "case_id": "编号", "item_code": { "constant": "A1" }, "district": "区划" },
              "events": [ { "event": "accepted", "at": "受理时间" }, { "event": "decided", "at": "办结时间", "fields": { "result": { "constant": "granted" } } } ] } ] }
            """u8.ToArray());
        var file = Logs.File("a.xlsx", Zip(WithSheets(("name=\"a\"", Row(1, "x")), ("name=\"b\"", Row(1, "编号", "受理时间", "办结时间", "没有") + Row(3, "c", "2019-03-04", "2019-03-06")))));
        var log = Logs.Read(file with { Mapping = mappings.Find(file.Source, file.Name) });
        Assert.Equal(1, log.Tally.Rejected.Sum());
        Assert.Equal(["区划"], log.Tally.LackingHeaders);
        Assert.Equal(2, log.Tally.Lines);
        Assert.Equal(["3 missing_field district"], log.Reasons);
    }

    [Fact]
    public void A_spreadsheet_inside_gzip_is_refused() =>
        Assert.Contains("gzip holds a spreadsheet", Logs.Read(Logs.File("a.gz", Logs.Gzip(Of("")))).Tally.Refusal!.Value.En, StringComparison.Ordinal);

    static IEnumerable<object?> Padded(object?[] row)
    {
        // What lies beyond the header stays; a short row of a CSV would be bad.
        var used = row.Length;
        while (used > Header.Count(',') + 1 && Text(row[used - 1]).Trim() is "" or "NULL")
            used--;
        return row.Take(used).Concat(Enumerable.Repeat<object?>(null, Math.Max(0, Header.Count(',') + 1 - used)));
    }

    static string CsvCell(object? cell) => $"\"{Text(cell).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    static string Text(object? cell) => cell switch
    {
        null => "",
        bool flag => flag ? "1" : "0",
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture)!,
    };

    static async Task<byte[]> WriteAsync(object?[][] rows)
    {
        using var file = new MemoryStream();
        await using (var workbook = await Spreadsheet.CreateNewAsync(file))
        {
            await workbook.StartWorksheetAsync("明细");
            await workbook.AddRowAsync([new DataCell("title")]);
            await workbook.AddRowAsync([.. Header.Split(',').Select(h => new DataCell(h))]);
            foreach (var row in rows)
                await workbook.AddRowAsync([.. row.Select(Cell)]);
            await workbook.FinishAsync();
        }
        return file.ToArray();
    }

    static DataCell Cell(object? cell) => cell switch
    {
        null => default,
        bool flag => new(flag),
        int number => new(number),
        double number => new(number),
        DateTime moment => new(moment),
        _ => new((string)cell),
    };
}
