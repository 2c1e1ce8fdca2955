using System.Text;
using System.Text.Json;
using Metrics.Calendars;
using Metrics.CaseLogs;
using Metrics.Events;
using Metrics.Explaining;
using Metrics.Policies;
using Xunit;

namespace Metrics.Tests;

/// <summary>A log written in a test, one event a line: <c>case moment event column=value …</c>; an acceptance is in Beijing unless it says so.</summary>
sealed class SmallLog(params string[] lines)
{
    /// <summary>A: 3 promised days. L: 29. N: at once. B: business set-up, 2 days, two stages. S: 5 days, correction does not stop the clock. P, E: parts of a permit project, 9 days, E ends it.</summary>
    const string Items = """
        item_code,kind,promised_days,policy,department
        A,licence,3,,D
        N,licence,0,,D
        L,licence,29,,D
        B,other,4,business_setup,D
        S,licence,7,slow,D
        P,licence,4,permit,D
        E,licence,4,permit,D
        """;

    const string PolicyJson = """
        { "policies": [
          { "id": "business_setup", "name": { "zh": "企业开办", "en": "Business set-up" }, "measure": "stages", "limit_days": 2,
            "stages": [ { "id": "registration", "name": { "zh": "设立登记", "en": "Registration" } }, { "id": "seal", "name": { "zh": "公章刻制", "en": "Seal" } } ] },
          { "id": "permit", "measure": "project", "limit_days": 9, "end_item": "E", "from": "2019-01-01" },
          { "id": "slow", "measure": "case", "limit_days": 5, "correction_stops_clock": false } ] }
        """;

    public static Reference ReferenceKnownOn(string? knownOn = null) => Reference.Read(Encoding.UTF8.GetBytes(Items), Encoding.UTF8.GetBytes(PolicyJson),
        CalendarBook.Build(CalendarRecords.Shipped, knownOn is null ? null : DateOnly.Parse(knownOn)));

    public List<LogFile> Files => [new("one_window", "a.ndjson", () => new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines.Select(Json)))))];

    /// <summary>The clock of a case; <c>c</c> unless another is named.</summary>
    public CaseClock Clock(string asOf, string caseId = "c", string? knownOn = null) =>
        Explain(Files, ReferenceKnownOn(knownOn), DateOnly.Parse(asOf), caseId) ?? throw new ArgumentException(caseId);

    /// <summary>The only row of a table whose key columns are all their own, not rolled up; the year's, where it has periods.</summary>
    public Dictionary<string, string> Row(string table, string asOf) => Assert.Single(Rows(table, asOf));

    public IEnumerable<Dictionary<string, string>> Rows(string table, string asOf)
    {
        var csv = Conformance.Tables(ReferenceKnownOn(), Files, DateOnly.Parse(asOf))[table].TrimEnd('\n').Split('\n');
        var columns = csv[0].Split(',');
        return csv.Skip(1).Select(l => columns.Zip(l.Split(',')).ToDictionary(p => p.First, p => p.Second))
            .Where(r => !r.ContainsValue("*") && r.GetValueOrDefault("period", "2019").Length == 4);
    }

    public static CaseClock? Explain(IReadOnlyList<LogFile> files, Reference reference, DateOnly asOf, string caseId)
    {
        var shards = new EventShards(4);
        CaseLogReader.Read(files, shards, 1);
        var own = EventShards.ShardOf(Encoding.UTF8.GetBytes(caseId), shards.Count);
        if (CaseHistory.Find(shards.Read(own), caseId, reference, asOf) is not { } history)
            return null;
        var cases = new ProjectCases(history);
        for (var shard = 0; shard < shards.Count; shard++)
            cases.Add(shards.Read(shard));
        return CaseClock.Of(history, cases);
    }

    static string Json(string line)
    {
        var words = line.Split(' ');
        var row = new Dictionary<string, string> { ["case_id"] = words[0], ["at"] = words[1], ["event"] = words[2] };
        if (words[2] == "accepted")
            row["district"] = "110101";
        foreach (var word in words[3..])
            row[word.Split('=')[0]] = word.Split('=')[1];
        return JsonSerializer.Serialize(row);
    }
}
