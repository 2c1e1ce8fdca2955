using System.Globalization;
using System.Text;
using Metrics.Calendars;
using Metrics.CaseLogs;
using Metrics.Policies;

namespace Metrics.Tests.Laws;

/// <summary>Small random logs from few ids and few moments, so that ties, conflicts, projects and pauses meet often.</summary>
sealed class RandomLog(int seed)
{
    public static readonly DateOnly AsOf = new(2019, 3, 31);

    const string Header = "case_id,event_id,event,at,item_code,policy,district,channel,stage,stages,result,reason,days,project_code,rating,updated,deleted";

    const string Items = """
        item_code,kind,promised_days,policy,department,online,immediate,one_trip
        A,licence,3,,D,1,1,1
        B,other,3,business_setup,D,1,0,1
        P,licence,9,permit,E,0,1,1
        E,licence,9,permit,E,0,0,0
        """;

    const string PolicyJson = """
        { "policies": [
          { "id": "business_setup", "measure": "stages", "limit_days": 2,
            "stages": [ { "id": "registration", "name": { "zh": "设立登记" } }, { "id": "seal", "name": { "zh": "公章刻制" } } ] },
          { "id": "permit", "measure": "project", "limit_days": 9, "end_item": "E", "from": "2019-01-05", "to": "2019-02-20" },
          { "id": "permit", "measure": "project", "limit_days": 4, "end_item": "P", "correction_stops_clock": false, "from": "2019-02-25" },
          { "id": "slow", "measure": "case", "limit_days": 5, "correction_stops_clock": false } ] }
        """;

    static readonly string[] Events =
    [
        "accepted", "accepted", "accepted", "received", "decided", "decided", "withdrawn", "refused", "extended", "stage_started",
        "stage_done", "stage_done", "correction_started", "correction_ended", "special_started", "special_ended", "rated", "visited", "nonsense",
    ];

    readonly Random _random = new(seed);

    public static Reference Reference { get; } =
        Reference.Read(Encoding.UTF8.GetBytes(Items), Encoding.UTF8.GetBytes(PolicyJson), CalendarBook.Shipped);

    public List<string> Lines(int count) => [.. Enumerable.Range(0, count).Select(_ => Line())];

    public List<string> Shuffle(IEnumerable<string> lines) => [.. lines.OrderBy(_ => _random.Next())];

    /// <summary>The lines dealt over some files of one source.</summary>
    public List<LogFile> Split(IEnumerable<string> lines, int files) =>
        [.. lines.GroupBy(_ => _random.Next(files)).OrderBy(g => g.Key)
            .Select(g => File(string.Create(CultureInfo.InvariantCulture, $"{g.Key:000}.csv"), g))];

    public static LogFile File(string name, IEnumerable<string> lines)
    {
        var bytes = Encoding.UTF8.GetBytes(Header + "\n" + string.Join('\n', lines) + "\n");
        return new("one_window", name, () => new MemoryStream(bytes));
    }

    /// <summary>The same lines as a spreadsheet program saves them: a title, tabs, UTF-16, ids guarded, dates of its own form.</summary>
    public static LogFile Resaved(string name, IEnumerable<string> lines)
    {
        var rows = lines.Select(line => string.Join('\t', line.Split(',').Select(Resaved)));
        var text = string.Join("\r\n", ["办件明细", Header.Replace(',', '\t'), .. rows]) + "\r\n";
        byte[] bytes = [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)];
        return new("one_window", name, () => new MemoryStream(bytes));
    }

    static string Resaved(string cell, int column) => column switch
    {
        0 or 1 when cell.Length > 0 => $"=\"{cell}\"",
        3 or 15 when DateTime.TryParse(cell, CultureInfo.InvariantCulture, out var at) =>
            at.ToString(cell.Length == 10 ? "yyyy/M/d" : "yyyy/M/d H:mm", CultureInfo.InvariantCulture),
        _ => cell,
    };

    string Line()
    {
        var day = new DateOnly(2019, 1, 1).AddDays(_random.Next(100));
        var at = _random.Next(4) == 0 ? $"{day:yyyy-MM-dd}" : $"{day:yyyy-MM-dd} {9 + _random.Next(3):00}:00";
        return string.Join(',',
            Pick("c1", "c2", "c3", "c4", "c5", "c6"), Pick("", "", "e1", "e2", "7", "007"), Pick(Events), at,
            Pick("A", "B", "P", "E", "E", "P", "X"), Pick("", "", "", "slow", "permit", "none"), Pick("110101", "420102", "513401"),
            Pick("", "one_net", "other"), Pick("seal", "registration", "公章刻制", "nope"), Pick("", "seal", "registration;seal", "nope"),
            Pick("granted", "granted", "denied"), Pick("", "hearing"), Pick("1", "3", "99"), Pick("", "J1", "J1", "J2"), "5",
            Pick("", "", "2019-03-30", "2019-03-31", "2019-04-01"), Pick("", "", "", "0", "1"));
    }

    string Pick(params ReadOnlySpan<string> values) => values[_random.Next(values.Length)];
}
