using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using Metrics.CaseLogs;
using Metrics.Events;
using Metrics.Mappings;
using SpreadCheetah;

namespace Metrics.Bench;

/// <summary>Bytes to packed events, scattered over shards, on one thread: each dialect of a log with the same events.</summary>
[MemoryDiagnoser]
public class LineReading
{
    const int Lines = 200_000;
    const string Header = "case_id,event_id,event,at,item_code,district,channel,stage,result,reason,days";

    static readonly string[] _english =
    [
        "received,{0},,,,,,,", "accepted,{0},11010100XK03,110105,one_window,,,,", "special_started,{0},,,,,,testing,",
        "special_ended,{0},,,,,,,", "stage_done,{0},,,,registration,,,", "extended,{0},,,,,,,5", "decided,{0},,,,,granted,,",
    ];

    static readonly string[] _chinese =
    [
        "接件,{0},,,,,,,", "受理,{0},11010100XK03,110105,窗口,,,,", "特别程序开始,{0},,,,,,检测,",
        "特别程序结束,{0},,,,,,,", "环节办结,{0},,,,设立登记,,,", "延期,{0},,,,,,,5", "办结,{0},,,,,准予许可,,",
    ];

    const string Headers = "办件号,序号,动作,何时,事项,区划,来源,环节,结论,特别程序,延长";

    static readonly string[] _own =
    [
        "收,{0},,,,,,,", "准,{0},11010100XK03,城区,10,,,,", "停,{0},,,,,,检测,", "续,{0},,,,,,,", "成,{0},,,,设立登记,,,", "延,{0},,,,,,,5", "结,{0},,,,,Y,,",
    ];

    const string CaseHeaders = "办件号,序号,事项,区划,来源,收件,受理,停起,停止,环节时间,环节,延期,天,办结,结论";

    static readonly MappingSet _mappings = MappingSet.Read("""
        { "mappings": [
          { "files": "events.csv", "fields": {
              "case_id": "办件号", "event_id": "序号", "at": "何时", "item_code": "事项", "stage": "环节", "reason": "特别程序", "days": "延长",
              "event": { "column": "动作", "values": { "收": "received", "准": "accepted", "停": "special_started", "续": "special_ended", "成": "stage_done",
                                                       "延": "extended", "结": "decided" } },
              "district": { "column": "区划", "values": { "城区": "110105" } }, "channel": { "column": "来源", "values": { "10": "one_window" } },
              "result": { "column": "结论", "values": { "Y": "granted" } } } },
          { "files": "cases.csv", "fields": {
              "case_id": "办件号", "item_code": "事项", "district": { "column": "区划", "values": { "城区": "110105" } },
              "channel": { "column": "来源", "values": { "10": "one_window" } } },
            "events": [
              { "event": "received", "at": "收件" }, { "event": "accepted", "at": "受理" },
              { "event": "special_started", "at": "停起", "fields": { "reason": { "constant": "testing" } } }, { "event": "special_ended", "at": "停止" },
              { "event": "stage_done", "at": "环节时间", "fields": { "stage": "环节" } }, { "event": "extended", "at": "延期", "fields": { "days": "天" } },
              { "event": "decided", "at": "办结", "fields": { "result": { "column": "结论", "values": { "Y": "granted" } } } } ] } ] }
        """u8.ToArray());

    LogFile _log = null!;

    [Params(
        "csv", "csv, every field quoted", "csv, Chinese words", "csv, Chinese words, GB18030", "ndjson", "csv, rows of events by a mapping",
        "csv, rows of cases by a mapping", "xlsx")]
    public string Dialect { get; set; } = "";

    [GlobalSetup]
    public async Task WriteAsync()
    {
        var rows = Rows(Dialect.Contains("Chinese", StringComparison.Ordinal) ? _chinese : _english).Prepend(Header).ToList();
        var bytes = Dialect switch
        {
            "csv, every field quoted" => Encoding.UTF8.GetBytes(string.Concat(rows.Select(row => $"\"{row.Replace(",", "\",\"", StringComparison.Ordinal)}\"\n"))),
            "csv, Chinese words, GB18030" => CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(string.Join('\n', rows)),
            "ndjson" => Encoding.UTF8.GetBytes(string.Concat(rows.Skip(1).Select(Json))),
            "csv, rows of events by a mapping" => Encoding.UTF8.GetBytes(string.Join('\n', Rows(_own).Prepend(Headers))),
            "csv, rows of cases by a mapping" => Encoding.UTF8.GetBytes(string.Join('\n', CaseRows().Prepend(CaseHeaders))),
            "xlsx" => await WorkbookAsync(rows),
            _ => Encoding.UTF8.GetBytes(string.Join('\n', rows)),
        };
        var name = Dialect switch
        {
            "ndjson" => "a.ndjson",
            "csv, rows of events by a mapping" => "events.csv",
            "csv, rows of cases by a mapping" => "cases.csv",
            _ => "a.csv",
        };
        _log = new("one_window", name, () => new MemoryStream(bytes)) { Mapping = _mappings.Find("one_window", name) };
    }

    [Benchmark(OperationsPerInvoke = Lines)]
    public long Read() => CaseLogReader.Read([_log], new EventShards(64), threads: 1)[0].Lines;

    /// <summary>The same rows; times are dates of the workbook.</summary>
    static async Task<byte[]> WorkbookAsync(List<string> rows)
    {
        using var file = new MemoryStream();
        await using (var workbook = await Spreadsheet.CreateNewAsync(file))
        {
            await workbook.StartWorksheetAsync("log");
            foreach (var row in rows)
                await workbook.AddRowAsync([.. row.Split(',').Select(Cell)]);
            await workbook.FinishAsync();
        }
        return file.ToArray();
    }

    static DataCell Cell(string text) => text.Length == 0 ? default
        : DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? new(time) : new(text);

    static IEnumerable<string> Rows(string[] events)
    {
        var at = new DateTime(2019, 1, 1);
        for (var i = 0; i < Lines; i++)
        {
            at = at.AddSeconds(i % 191);
            var time = at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            var number = i * 7919L % Lines / events.Length;
            yield return string.Create(CultureInfo.InvariantCulture, $"BJ2019-{number:000000000},E{i:0000000000},")
                + string.Format(CultureInfo.InvariantCulture, events[i % events.Length], time);
        }
    }

    /// <summary>The same events, those of a case in one row.</summary>
    static IEnumerable<string> CaseRows()
    {
        var at = new DateTime(2019, 1, 1);
        for (var i = 0; i < Lines / _own.Length; i++)
        {
            at = at.AddSeconds(i % 191);
            var times = Enumerable.Range(0, _own.Length).Select(e => at.AddHours(e).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)).ToArray();
            yield return string.Create(CultureInfo.InvariantCulture,
                $"BJ2019-{i:000000000},E{i:0000000000},11010100XK03,城区,10,{times[0]},{times[1]},{times[2]},{times[3]},{times[4]},设立登记,{times[5]},5,{times[6]},Y");
        }
    }

    static string Json(string row) => "{" + string.Join(',', Header.Split(',').Zip(row.Split(','))
        .Where(field => field.Second.Length > 0).Select(field => $"\"{field.First}\":\"{field.Second}\"")) + "}\n";
}
