using System.Text;
using Metrics.CaseLogs;
using Metrics.Events;

namespace Metrics.Cli.Tests;

/// <summary><c>metrics map</c>: files of systems that are made up, summarized by the mapping that it proposes for them, as it stands.</summary>
public sealed class MapCommandTests : IDisposable
{
    const string Wide = """
        市民中心办件导出
        业务流水号,申请人姓名,手机号,办理事项,行政区划代码,申报方式,申请日期,受理日期,办结日期（实际）,审批结果,评价等级
        20190304000000001,虚构甲,10000000001,食品经营许可,330106,窗口申请,2019/3/4 9:05,2019/3/4 15:00,2019/3/6 10:00,同意,很满意
        20190304000000002,虚构乙,10000000002,食品经营许可,330106,小程序,2019/3/4 9:06,2019/3/5 15:00,2019/3/8 10:00,不同意,
        20190304000000003,虚构丙,10000000003,食品经营许可,330106,小程序,2019/3/4 9:07,2019/3/5 15:00,2019/3/8 10:00,撤回申请,
        """;

    const string Events = """
        办件号;办理动作;操作时间;SXBM;区县;渠道;审核结果
        A-1;收件;2019-03-04 09:00:00;XK-1;高新区;大厅;
        A-1;予以受理;2019-03-04 10:00:00;XK-1;高新区;大厅;
        A-1;补正告知;2019-03-05 10:00:00;XK-1;高新区;大厅;
        A-1;补正完成;2019-03-06 10:00:00;XK-1;高新区;大厅;
        A-1;办结;2019-03-08 10:00:00;XK-1;高新区;大厅;核准
        """;

    readonly string _folder = Directory.CreateTempSubdirectory("metrics-map-").FullName;

    public MapCommandTests() =>
        File.WriteAllText(Path("catalogue.csv"), "item_code,name,kind,promised_days\nXK-1,食品经营许可,licence,5\n");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, InlineData("gb18030"), InlineData("utf-8"), InlineData("utf-16")]
    public async Task Rows_of_cases_under_a_title_in_any_encoding(string encoding)
    {
        var text = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
        File.WriteAllBytes(Path("a.csv"), [.. text.GetPreamble(), .. text.GetBytes(Wide)]);
        var map = await ProposeAsync(Path("a.csv"));
        Assert.Contains("一行一个办件（宽表）", map.Output, StringComparison.Ordinal);
        Assert.Contains("""{ "event": "decided", "at": "办结日期（实际）", "when": { "审批结果": ["不同意", "同意", ""] }""", map.Output, StringComparison.Ordinal);
        Assert.Contains("line 3: 20190304000000001 accepted 2019-03-04 15:00:00, item_code 食品经营许可, district 330106, channel one_window", map.Error, StringComparison.Ordinal);
        // Nine events, and a rating that has no time of its own.
        Assert.Equal("10,10,0,0", await QualityAsync(Path("a.csv")));
        Assert.Equal("2,2,1", await FinishedAsync());
    }

    [Fact]
    public async Task Rows_of_events_whose_division_has_to_be_written_in()
    {
        File.WriteAllText(Path("a.txt"), Events);
        var map = await ProposeAsync(Path("a.txt"));
        Assert.Contains("一行一个事件", map.Output, StringComparison.Ordinal);
        Assert.Contains("""
            "district": { "column": "区县", "values": { "高新区": "999999" } }, // guess 推测: write the six digits of the division (GB/T 2260) instead of 999999
            """, map.Output, StringComparison.Ordinal);
        Assert.Equal("5,5,0,0", await QualityAsync(Path("a.txt")));
    }

    [Theory, InlineData("xlsx"), InlineData("xls"), InlineData("csv")]
    public async Task The_samples_hall_gives_the_lines_that_its_own_mapping_gives(string extension)
    {
        var file = System.IO.Path.Combine(SamplesTests.Samples, "hall", "办件明细." + extension);
        File.Copy(System.IO.Path.Combine(SamplesTests.Samples, "hall/catalogue.csv"), Path("catalogue.csv"), overwrite: true);
        var map = await ProposeAsync(file, "--source", "hall");
        Assert.Contains("""  "source": "hall",""", map.Output, StringComparison.Ordinal);
        Assert.Contains("661 lines are read and 0 of them rejected", map.Error, StringComparison.Ordinal);
        Assert.Equal("661,661,0,0", await QualityAsync(file));
    }

    [Fact]
    public async Task A_file_with_the_contracts_headers_is_said_to_need_no_mapping()
    {
        var file = System.IO.Path.Combine(SamplesTests.Samples, "one-case/logs/one_window/2019-10.csv");
        Assert.Contains("无需映射", (await ProposeAsync(file)).Output, StringComparison.Ordinal);
        File.WriteAllText(Path("a.txt"), Events);
        Assert.DoesNotContain("无需映射", (await ProposeAsync(Path("a.txt"))).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_file_does_not_say_is_a_guess_with_its_reason()
    {
        File.WriteAllText(Path("a.csv"), "办件编号,申请时间,办理结果,办结时间\nA,2019-03-04,作废,2019-03-08\nB,2019-03-04,通过,2019-03-05\n");
        var map = await ProposeAsync(Path("a.csv"));
        Assert.Contains("the file has no column of the item", map.Output, StringComparison.Ordinal);
        Assert.Contains("the file has no division", map.Output, StringComparison.Ordinal);
        Assert.Contains("the file has no channel", map.Output, StringComparison.Ordinal);
        Assert.Contains("the file has no time of acceptance", map.Output, StringComparison.Ordinal);
        Assert.Contains("not known: 1 of its words, whose lines will be rejected", map.Output, StringComparison.Ordinal);
        Assert.Contains("6 lines are read and 1 of them rejected", map.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_rejected_lines_are_counted_and_the_first_ten_are_shown()
    {
        File.WriteAllLines(Path("a.csv"), ["办件编号,申请时间,办理结果,办结时间", .. Enumerable.Repeat("A,2019-03-04,作废,2019-03-08", 12)]);
        var map = await ProposeAsync(Path("a.csv"));
        Assert.Contains("36 lines are read and 12 of them rejected", map.Error, StringComparison.Ordinal);
        Assert.Equal(10, map.Error.Split("(应为").Length - 1);
    }

    [Fact]
    public void Of_a_file_of_any_size_the_first_lines_alone_are_held()
    {
        File.WriteAllLines(Path("a.csv"), ["case_id,event,at", .. Enumerable.Range(0, 100_000).Select(i => $"case-{i:000000000},received,2019-03-04")]);
        using var shards = MapCommand.OpenFirst();
        var read = CaseLogReader.Read([LogPaths.Find([Path("a.csv")], "hall").Single()], shards, threads: 1, (_, _) => { }, stop: TestContext.Current.CancellationToken)[0];
        Assert.Equal(100_000, read.Lines);
        var segments = shards.Read(0);
        Assert.InRange(segments.Sum(s => s.Records.Length), 1, 10 << 15);
        var (line, first) = (2L, segments[0].Records);
        for (; line < 12; line++)
        {
            var record = EventRecord.At0(first.Span);
            Assert.Equal(line, record.Line);
            first = first[record.Size..];
        }
    }

    [Fact]
    public async Task No_data_of_persons_is_shown()
    {
        File.WriteAllText(Path("a.csv"), Wide);
        var map = await ProposeAsync(Path("a.csv"));
        Assert.DoesNotContain("虚构", map.Output + map.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("1000000000", map.Output + map.Error, StringComparison.Ordinal);
        Assert.Contains("// not read 未读取: 申请人姓名, 手机号", map.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sheet_is_read_by_its_name()
    {
        var file = System.IO.Path.Combine(SamplesTests.Samples, "hall/办件明细.xlsx");
        Assert.Contains("""  "sheet": "办件明细",""", (await ProposeAsync(file, "--sheet", "办件明细")).Output, StringComparison.Ordinal);
        Assert.Equal(2, (await MetricsProcess.RunAsync(["map", file, "--sheet", "别的"])).ExitCode);
    }

    [Fact]
    public async Task A_file_without_a_case_or_a_time_is_refused()
    {
        File.WriteAllText(Path("a.csv"), "姓名,电话,受理时间\n虚构甲,10000000001,2019-03-04\n");
        var map = await MetricsProcess.RunAsync(["map", Path("a.csv")]);
        Assert.Equal((2, ""), (map.ExitCode, map.Output));
        Assert.Contains("a.csv: none of the first 20 records has a known header of the case and one of a time", map.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("虚构甲", map.Error, StringComparison.Ordinal);
    }

    /// <summary>Writes the proposal down as it was printed.</summary>
    async Task<MetricsProcess> ProposeAsync(string file, params string[] options)
    {
        var map = await MetricsProcess.RunAsync(["map", file, .. options]);
        Assert.Equal(0, map.ExitCode);
        File.WriteAllText(Path("mappings.json"), map.Output);
        return map;
    }

    /// <summary>Lines, accepted, duplicate and rejected of a run by the proposal.</summary>
    async Task<string> QualityAsync(string file)
    {
        var run = await MetricsProcess.RunAsync(
        [
            "summarize", "--logs", file, "--source", "hall", "--mappings", Path("mappings.json"), "--catalogue", Path("catalogue.csv"),
            "--as-of", "2019-12-31", "--out", Path("out"),
        ]);
        Assert.Equal(0, run.ExitCode);
        return string.Join(',', Assert.Single(File.ReadLines(Path("out/quality.csv")).Skip(1)).Split(',')[2..6]);
    }

    /// <summary>Finished, on time and denied cases of the year.</summary>
    async Task<string> FinishedAsync()
    {
        var lines = await File.ReadAllLinesAsync(Path("out/approval_time.csv"), TestContext.Current.CancellationToken);
        var row = Assert.Single(lines, l => l.StartsWith("2019,*,*,*,", StringComparison.Ordinal)).Split(',');
        return $"{row[4]},{row[5]},{row[15]}";
    }

    string Path(string name) => System.IO.Path.Combine(_folder, name);
}
