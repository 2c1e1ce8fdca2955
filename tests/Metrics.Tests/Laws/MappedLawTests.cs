using System.Globalization;
using System.Text;
using CsCheck;
using Metrics.CaseLogs;
using Metrics.Mappings;
using Xunit;

namespace Metrics.Tests.Laws;

/// <summary>Rows of cases with random cells, and the same events written one a line.</summary>
public sealed class MappedLawTests
{
    static readonly MappingSet _mappings = MappingSet.Read("""
        { "mappings": [ { "fields": { "case_id": "编号", "item_code": "事项", "project_code": "项目", "updated": "更新", "district": { "constant": "110101" },
                                      "channel": { "column": "来源", "values": { "10": "one_window", "11": "one_net" }, "else": "other" },
                                      "deleted": { "column": "操作", "values": { "D": "1" }, "else": "0" } },
          "events": [ { "event": "accepted", "at": "受理", "when": { "状态": ["1", ""] } }, { "event": "refused", "at": "受理", "when": { "状态": ["2"] } },
                      { "event": "correction_started", "at": "补正起" }, { "event": "correction_ended", "at": "补正止" },
                      { "event": "visited", "at": "受理", "id": "counter", "when": { "来源": ["10"] } },
                      { "event": "decided", "at": "办结", "fields": { "result": { "column": "结果", "values": { "Y": "granted", "N": "denied" } } } } ] } ] }
        """u8.ToArray());

    const string Wide = "编号,事项,项目,更新,来源,操作,状态,受理,补正起,补正止,办结,结果";
    const string Plain = "case_id,item_code,project_code,updated,district,channel,deleted,event,event_id,at,result";

    static Gen<string> AnyOf(params string[] cells) => Gen.Int[0, cells.Length - 1].Select(i => cells[i]);

    static readonly Gen<string> _time = Gen.Frequency(
        (6, Gen.Int[0, 60].Select(d => new DateOnly(2019, 1, 20).AddDays(d).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
        (2, AnyOf("2019/3/4 9:05", "2019-03-04 10:00", "2019年3月5日")), (2, AnyOf("", "-", "未办结")));

    static readonly Gen<string[]> _row = Gen.Select(
        Gen.Select(AnyOf("c1", "c2", "c3", "c4", ""), AnyOf("A", "B", "P", "E", "X"), AnyOf("", "J1"), AnyOf("", "2019-03-30"), AnyOf("10", "11", "12", ""), AnyOf("I", "D", "")),
        Gen.Select(AnyOf("1", "1", "2", "", "3"), _time, _time, _time, _time, AnyOf("Y", "N", "准予", ""))).Select(row =>
        {
            var ((a, b, c, d, e, f), (g, h, i, j, k, l)) = row;
            return new[] { a, b, c, d, e, f, g, h, i, j, k, l };
        });

    [Fact]
    public void Rows_of_cases_are_the_events_that_they_stand_for() => Check((rows, _) =>
    {
        var lines = rows.SelectMany(Lines).ToList();
        Assert.Equal(Tables([Log(Plain, lines, mapped: false)], quality: true), Tables([Log(Wide, rows, mapped: true)], quality: true));
    });

    [Fact]
    public void The_order_of_rows_and_any_split_over_files_change_nothing_but_quality() => Check((rows, random) =>
    {
        var shuffled = rows.OrderBy(_ => random.Next()).ToList();
        LogFile[] split = [.. shuffled.GroupBy(_ => random.Next(4)).OrderBy(g => g.Key).Select(g => Log(Wide, [.. g], mapped: true, $"{g.Key}.csv"))];
        var whole = Tables([Log(Wide, rows, mapped: true)]);
        Assert.Equal(whole, Tables([Log(Wide, shuffled, mapped: true)]));
        Assert.Equal(whole, Tables(split));
    });

    [Fact]
    public void The_size_of_a_chunk_and_the_number_of_threads_change_nothing() => Check((rows, random) =>
    {
        var log = Log(Wide, [.. rows, [.. Wide.Split(',')], ["\"c\n1\"", .. rows[0][1..]], ["c"], .. rows], mapped: true);
        Assert.Equal(Logs.Read(log).Everything, Logs.Read([log], threads: 3, chunkSize: random.Next(20, 4000)).Everything);
    });

    /// <summary>The lines of a row, by hand.</summary>
    static IEnumerable<string[]> Lines(string[] row)
    {
        var lines = new List<string[]>();
        var (status, accepted, started, ended, decided) = (row[6], row[7], row[8], row[9], row[10]);
        Add(status is "1" or "" ? accepted : "", "accepted", "accepted");
        Add(status == "2" ? accepted : "", "refused", "refused");
        Add(started, "correction_started", "correction_started");
        Add(ended, "correction_ended", "correction_ended");
        Add(row[4] == "10" ? accepted : "", "visited", "visited-counter");
        Add(decided, "decided", "decided");
        return lines.Count > 0 ? lines : [Line("", "visited", "")];

        void Add(string at, string kind, string id)
        {
            if (at is not ("" or "-"))
                lines.Add(Line(at, kind, id));
        }

        string[] Line(string at, string kind, string id) =>
        [
            row[0], row[1], row[2], row[3], "110101", row[4] switch { "10" => "one_window", "11" => "one_net", _ => "other" }, row[5] == "D" ? "1" : "0",
            kind, id, at, row[11] switch { "Y" => "granted", "N" => "denied", var result => result },
        ];
    }

    static LogFile Log(string header, IReadOnlyList<string[]> rows, bool mapped, string name = "a.csv")
    {
        var text = string.Join('\n', rows.Select(r => string.Join(',', r)).Prepend(header)) + "\n";
        var log = new LogFile("one_window", name, () => new MemoryStream(Encoding.UTF8.GetBytes(text)));
        return mapped ? log with { Mapping = _mappings.Find("one_window", name) } : log;
    }

    static List<string> Tables(IReadOnlyList<LogFile> files, bool quality = false) =>
        [.. Conformance.Tables(RandomLog.Reference, files, RandomLog.AsOf).Where(t => quality || t.Key != "quality").Select(t => t.Value)];

    static void Check(Action<List<string[]>, Random> law) => Gen.Select(_row.List[1, 40], Gen.Int).Sample((rows, seed) => law(rows, new Random(seed)), iter: 150);
}
