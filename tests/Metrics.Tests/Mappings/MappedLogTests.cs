using System.Text;
using Metrics.CaseLogs;
using Metrics.Mappings;
using Xunit;

namespace Metrics.Tests.Mappings;

public sealed class MappedLogTests
{
    /// <summary>Rows of cases of a hall.</summary>
    const string Hall = """
        { "fields": { "case_id": "编号", "item_code": "事项",
                      "district": { "column": "区划", "values": { "城区": "110101" }, "else": "310101" },
                      "channel": { "column": "来源", "values": { "10": "one_window", "": "one_net" } } },
          "events": [ { "event": "accepted", "at": "受理", "when": { "状态": ["1", ""] } },
                      { "event": "refused", "at": "受理", "when": { "状态": ["2"] } },
                      { "event": "visited", "at": { "column": "到厅", "values": { "无人": "" } }, "id": "1" },
                      { "event": "decided", "at": "办结", "fields": { "result": { "column": "结果", "values": { "Y": "granted" } } } } ] }
        """;

    static Mapping Mapping(string json) => MappingSet.Read(Encoding.UTF8.GetBytes($$"""{ "mappings": [ {{json}} ] }""")).Find("hall", "a")!;

    static ReadLogs Read(string mapping, string csv) => Logs.Read(Logs.Csv(csv) with { Mapping = Mapping(mapping) });

    static ReadLogs ReadHall(string rows) => Read(Hall, "编号,事项,区划,来源,受理,状态,到厅,办结,结果\n" + rows);

    [Fact]
    public void A_row_of_a_case_is_a_line_for_each_entry_that_holds_and_all_have_its_number()
    {
        var read = ReadHall("c1,A,城区,10,2019-03-04,1,,2019-03-06,Y\n");
        Assert.Equal(
        [
            "2|c1|accepted|Accepted|2019-03-04T00:00:00.0000000|A||110101|OneWindow|||None|None|0|",
            "2|c1|decided|Decided|2019-03-06T23:59:59.0000000|||0|None|||Granted|None|0|",
        ], read.Events);
        Assert.Equal(2, read.Tally.Lines);
    }

    [Fact]
    public void A_missing_cell_is_the_empty_word_of_values_of_else_and_of_when()
    {
        var read = ReadHall("c1,A,,无,2019-03-04,-,,,\n");
        Assert.Contains("|310101|OneNet|", Assert.Single(read.Events), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_that_values_do_not_name_is_itself_where_there_is_no_else() =>
        Assert.Equal(["2 bad_channel channel"], ReadHall("c1,A,城区,20,2019-03-04,1,,,\n").Reasons);

    [Fact]
    public void Headers_cells_and_words_are_cleaned_before_they_are_compared()
    {
        var read = Read(Hall.Replace("\"城区\"", "\" =\\\"城区\\\" \"", StringComparison.Ordinal),
            "\uFEFF编号 ,事项,　区划,=\"来源\",受理,状态,到厅,办结,结果\nc1,A,=\"城区\", 10,2019-03-04,　1,,,\n");
        Assert.Contains("|110101|OneWindow|", Assert.Single(read.Events), StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_without_any_line_is_one_line_rejected_for_its_missing_time()
    {
        var read = ReadHall("c1,A,城区,10,,1,无人,无,Y\n");
        Assert.Equal(["2 missing_field at"], read.Reasons);
        Assert.Equal([new("case_id", "c1"), new("item_code", "A"), new("district", "110101"), new("channel", "one_window")], read.Rejections[0].Rejection.Fields);
    }

    [Fact]
    public void Each_line_of_a_row_is_rejected_for_its_own_fault()
    {
        var read = ReadHall("c1,A,城区,10,2019-03-04,2,昨天,2019-03-06,N\n");
        Assert.Equal(["2 bad_time at", "2 bad_result result"], read.Reasons);
        Assert.Equal([new("case_id", "c1"), new("event_id", "visited-1"), new("event", "visited"), new("at", "昨天")], read.Rejections[0].Rejection.Fields.Where(f => f.Key is not ("item_code" or "district" or "channel")));
        Assert.Single(read.Events);
    }

    [Fact]
    public void Title_rows_blank_rows_and_repeated_headers_are_no_lines()
    {
        const string header = "编号,事项,区划,来源,受理,状态,到厅,办结,结果\n";
        var read = Read(Hall, "办件一览,编号\n" + header + ",,,,,,,,\n" + header + "\nc1,A,城区,10,2019-03-04,1,,,\n");
        Assert.Equal("6", Assert.Single(read.Events).Split('|')[0]);
        Assert.Equal(1, read.Tally.Lines);
    }

    [Fact]
    public void The_header_names_case_id_and_one_of_the_times()
    {
        Assert.Single(Read(Hall, "编号;事项;来源;到厅\nc1;A;10;2019-03-04\n").Events);
        var refused = Read(Hall, "编号,事项,结果\nc1,A,Y\n").Tally.Refusal!.Value;
        Assert.Contains("it lacks 受理 or 到厅 or 办结", refused.En, StringComparison.Ordinal);
        Assert.Contains("缺少受理或到厅或办结", refused.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_that_the_file_lacks_is_a_column_of_missing_cells_and_is_told()
    {
        var read = Read(Hall, "编号,事项,受理\nc1,A,2019-03-04\n");
        Assert.Contains("|310101|OneNet|", Assert.Single(read.Events), StringComparison.Ordinal);
        Assert.Equal(["区划", "来源", "状态", "到厅", "办结", "结果"], read.Tally.LackingHeaders);
    }

    [Fact]
    public void One_header_twice_in_the_file_refuses_it() => Assert.NotNull(Read(Hall, "编号,受理,编号\nc1,2019-03-04,c2\n").Tally.Refusal);

    [Fact]
    public void The_contracts_own_headers_mean_nothing_to_a_mapped_file()
    {
        var read = Read(Hall, "编号,事项,受理,行政区划,办理形式\nc1,A,2019-03-04,420102,other\n");
        Assert.Contains("|310101|OneNet|", Assert.Single(read.Events), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_events_are_one_line_each()
    {
        var read = Read("""
            { "fields": { "case_id": "号", "event_id": "序", "at": "时", "event": { "column": "动作", "values": { "收": "received", "完": "decided" } }, "result": { "constant": "通过" } } }
            """, "号,序,时,动作\nc1,01,2019-03-04,收\nc1,2,2019-03-05,完\nc1,3,2019-03-06,关\n,4,2019-03-07,收\n");
        Assert.Equal(["2|c1|1|Received", "3|c1|2|Decided"], read.Events.Select(e => string.Join('|', e.Split('|')[..4])));
        Assert.Equal(["4 unknown_event event", "5 missing_field case_id"], read.Reasons);
    }

    [Fact]
    public void Versions_and_deletions_come_from_the_words_of_the_source()
    {
        var read = Read("""
            { "fields": { "case_id": "号", "updated": { "constant": "2019-03-09" }, "deleted": { "column": "操作", "values": { "D": "1" }, "else": "0" } },
              "events": [ { "event": "visited", "at": "时" } ] }
            """, "号,时,操作\nc1,2019-03-04,D\nc2,2019-03-04,I\n");
        Assert.Equal([true, false], read.Events.Select(e => e.EndsWith("|deleted", StringComparison.Ordinal)));
        Assert.All(read.Events, e => Assert.Contains("|2019-03-09T23:59:59", e, StringComparison.Ordinal));
    }

    [Fact]
    public void Lines_of_json_have_the_mappings_keys()
    {
        var read = Logs.Read(Logs.Json("""
            {"编号":"c1","事项":"A","来源":10,"受理":"2019-03-04","办结":"2019-03-05","结果":"Y","case_id":{}}
            {"编号":"c2","编号":"c3","受理":"2019-03-04"}
            {"编号":"c4"}
            """) with { Mapping = Mapping(Hall) });
        Assert.Equal(["1|c1|accepted", "1|c1|decided"], read.Events.Select(e => string.Join('|', e.Split('|')[..3])));
        Assert.Equal(["2 bad_row", "3 missing_field at"], read.Reasons);
    }

    [Fact]
    public void Cells_that_values_do_not_name_are_counted_the_most_common_first()
    {
        var read = ReadHall("""
            c1,A,城区,10,2019-03-04,1,,2019-03-06,Y
            c2,A,西乡,20,2019-03-04,1,2019-03-04,2019-03-06,N
            c3,A,西乡,,2019-03-04,1,2019-03-04,2019-03-06,Z
            c4,A,东乡,20,2019-03-04,1,2019-03-04,,Z

            """);
        Assert.Equal(["district 区划 3: 西乡 2, 东乡 1", "channel 来源 2: 20 2", "result 结果 2: N 1, Z 1"], read.Tally.Unnamed.Select(Told));

        static string Told(UnnamedCells cells) =>
            $"{cells.Column} {cells.Header} {cells.Count}: {string.Join(", ", cells.MostCommon(9).Select(c => $"{c.Value} {c.Count}"))}";
    }

    [Fact]
    public void Of_a_column_that_has_no_words_only_the_number_is_told()
    {
        var rows = string.Concat(Enumerable.Range(0, 300).Select(i => $"c{i},A,城区,{i},2019-03-04,1,,,\n"));
        var channel = ReadHall(rows).Tally.Unnamed[1];
        Assert.Equal((299, 0), (channel.Count, channel.MostCommon(9).Count));
    }

    [Fact]
    public void Of_snapshots_the_last_by_name_counts_that_is_not_refused()
    {
        LogFile File(string name, string text, bool snapshot, string source = "hall") => Logs.File(name, Encoding.UTF8.GetBytes(text), source) with
        {
            Mapping = snapshot ? _snapshot : Mapping(Hall),
        };
        const string good = "编号,事项,受理\nc1,A,2019-03-04\n";
        LogFile[] files =
        [
            File("03-01.csv", "no header", true), File("03-02.csv", good, true), File("03-03.csv", good, true), File("03-04.csv", "no header", true), File("03-05.csv", good, false),
        ];
        var shards = new Metrics.Events.EventShards(1);
        var tallies = CaseLogReader.Read(files, shards, 1, stop: TestContext.Current.CancellationToken);
        CaseLogReader.DropReplaced(tallies, shards);
        Assert.Equal([true, true, false, false, false], tallies.Select(t => t.IsReplaced));
        Assert.Equal([2, 4], shards.Read(0).Select(s => s.File));
    }

    static readonly Mapping _snapshot = Mapping("""{ "snapshot": true, "fields": { "case_id": "编号", "item_code": "事项" }, "events": [ { "event": "visited", "at": "受理" } ] }""");
}
