using System.Globalization;
using CsvHelper;

namespace Metrics.EndToEnd;

/// <summary>The reduced job as most people would write it in C#: CsvHelper and LINQ, everything in memory.</summary>
static class LinqJob
{
    public static void Run(ReducedJob job)
    {
        var days = CsvReader.FromFile(job.Days).GetRecords<DayOrdinal>().ToDictionary(d => d.Day, d => d.Ordinal);
        var items = CsvReader.FromFile(Path.Combine(job.City, "catalogue.csv")).GetRecords<CatalogueItem>().ToLookup(i => i.Code);
        var cases = Directory.EnumerateFiles(Path.Combine(job.City, "logs"), "*.csv", SearchOption.AllDirectories)
            .SelectMany(f => CsvReader.FromFile(f).GetRecords<LogLine>())
            .GroupBy(l => l.CaseId)
            .Select(g => LinqCase.From([.. g.OrderBy(l => l.At)], items, days))
            .OfType<LinqCase>()
            .ToList();
        Directory.CreateDirectory(job.Target);
        File.WriteAllLines(Path.Combine(job.Target, "approval_time.csv"), ApprovalTime(cases));
        File.WriteAllLines(Path.Combine(job.Target, "online_handling.csv"), OnlineHandling(cases));
    }

    static IEnumerable<string> ApprovalTime(IEnumerable<LinqCase> cases) => cases
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

    static IEnumerable<string> OnlineHandling(IEnumerable<LinqCase> cases) => cases
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
