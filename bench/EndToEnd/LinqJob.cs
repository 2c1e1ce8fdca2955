using System.Globalization;
using CsvHelper;

namespace Metrics.EndToEnd;

/// <summary>The reduced job as most people would write it in C#: CsvHelper and LINQ, everything in memory.</summary>
sealed class LinqJob(ReducedJob job)
{
    readonly Dictionary<DateTime, int> _days =
        CsvReader.FromFile(job.Days).GetRecords<DayOrdinal>().ToDictionary(d => d.Day, d => d.Ordinal);
    readonly ILookup<string, CatalogueItem> _items =
        CsvReader.FromFile(Path.Combine(job.City, "catalogue.csv")).GetRecords<CatalogueItem>().ToLookup(i => i.Code);

    /// <summary>Of CsvHelper.</summary>
    internal static string Version => typeof(CsvReader).Assembly.GetName().Version!.ToString(3);

    public static void Run(ReducedJob job)
    {
        var cases = new LinqJob(job).Cases(Lines(job.City));
        Directory.CreateDirectory(job.Target);
        File.WriteAllLines(Path.Combine(job.Target, "approval_time.csv"), ApprovalTime(cases));
        File.WriteAllLines(Path.Combine(job.Target, "online_handling.csv"), OnlineHandling(cases));
    }

    /// <summary>The lines of all logs, one after the other.</summary>
    internal static IEnumerable<LogLine> Lines(string city) =>
        Directory.EnumerateFiles(Path.Combine(city, "logs"), "*.csv", SearchOption.AllDirectories).SelectMany(f => CsvReader.FromFile(f).GetRecords<LogLine>());

    /// <summary>The cases that were accepted, each from its lines.</summary>
    internal List<LinqCase> Cases(IEnumerable<LogLine> lines) =>
        [.. lines.GroupBy(l => l.CaseId).Select(g => LinqCase.From([.. g.OrderBy(l => l.At)], _items, _days)).OfType<LinqCase>()];

    internal static IEnumerable<string> ApprovalTime(IEnumerable<LinqCase> cases) => cases
        .Where(c => c is { Finished: not null, Policy: "promised" or "business_setup" })
        .SelectMany(c =>
            from period in Periods(c.Finished!.Value)
            from district in new[] { c.District, "*" }
            from channel in new[] { c.Channel, "*" }
            select (Key: (period, c.Policy, district, channel), Case: c))
        .GroupBy(x => x.Key, x => x.Case)
        .Select(g =>
        {
            var net = g.Select(c => c.Net).Order().ToList();
            var (period, policy, district, channel) = g.Key;
            return string.Create(CultureInfo.InvariantCulture, $"{period},{policy},{district},{channel},{net.Count},{g.Count(c => c.Net <= c.Allowed)},")
                + string.Create(CultureInfo.InvariantCulture, $"{net.Sum()},{Percentile(net, 50)},{Percentile(net, 90)},{net[^1]},{g.Count(c => c.Denied)}");
        })
        .Prepend("period,policy,district,channel,finished,on_time,net_sum,net_p50,net_p90,net_max,denied");

    internal static IEnumerable<string> OnlineHandling(IEnumerable<LinqCase> cases) => cases
        .SelectMany(c =>
            from period in Periods(c.Accepted)
            from district in new[] { c.District, "*" }
            from item in new[] { c.ItemCode, "*" }
            select (Key: (period, district, item), Case: c))
        .GroupBy(x => x.Key, x => x.Case)
        .Select(g => $"{g.Key.period},{g.Key.district},{g.Key.item},{g.Count()},{g.Count(c => c.Channel == "one_net")},"
            + $"{g.Count(c => c.Channel == "one_window")},{g.Count(c => c.Channel == "other")},{g.Count(c => c.Withdrawn)}")
        .Prepend("period,district,item_code,accepted,one_net,one_window,other,withdrawn");

    static string[] Periods(DateTime day) =>
    [
        day.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        string.Create(CultureInfo.InvariantCulture, $"{day.Year}-Q{(day.Month + 2) / 3}"),
        day.Year.ToString(CultureInfo.InvariantCulture),
    ];

    /// <summary>Nearest rank.</summary>
    static int Percentile(List<int> sorted, int p) => sorted[(sorted.Count * p + 99) / 100 - 1];
}
