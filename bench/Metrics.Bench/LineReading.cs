using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using Metrics.CaseLogs;
using Metrics.Events;

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

    LogFile _log = null!;

    [Params("csv", "csv, every field quoted", "csv, Chinese words", "csv, Chinese words, GB18030", "ndjson")]
    public string Dialect { get; set; } = "";

    [GlobalSetup]
    public void Write()
    {
        var rows = Rows(Dialect.Contains("Chinese", StringComparison.Ordinal) ? _chinese : _english).Prepend(Header).ToList();
        var bytes = Dialect switch
        {
            "csv, every field quoted" => Encoding.UTF8.GetBytes(string.Concat(rows.Select(row => $"\"{row.Replace(",", "\",\"", StringComparison.Ordinal)}\"\n"))),
            "csv, Chinese words, GB18030" => CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(string.Join('\n', rows)),
            "ndjson" => Encoding.UTF8.GetBytes(string.Concat(rows.Skip(1).Select(Json))),
            _ => Encoding.UTF8.GetBytes(string.Join('\n', rows)),
        };
        _log = new("one_window", Dialect == "ndjson" ? "a.ndjson" : "a.csv", () => new MemoryStream(bytes));
    }

    [Benchmark(OperationsPerInvoke = Lines)]
    public long Read() => CaseLogReader.Read([_log], new EventShards(64), threads: 1)[0].Lines;

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

    static string Json(string row) => "{" + string.Join(',', Header.Split(',').Zip(row.Split(','))
        .Where(field => field.Second.Length > 0).Select(field => $"\"{field.First}\":\"{field.Second}\"")) + "}\n";
}
