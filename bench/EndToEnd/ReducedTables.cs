using System.Globalization;

namespace Metrics.EndToEnd;

/// <summary>
/// The columns that all contenders compute, as sorted lines: from a publication's tables, or from those of the reduced
/// job, which has the sum of net days where the publication has their mean.
/// </summary>
static class ReducedTables
{
    static readonly string[] ApprovalTime =
        ["period", "policy", "district", "channel", "finished", "on_time", "net_mean", "net_p50", "net_p90", "net_max", "denied"];

    static readonly string[] OnlineHandling =
        ["period", "district", "item_code", "accepted", "one_net", "one_window", "other", "withdrawn"];

    public static IReadOnlyList<string> Read(string folder) =>
        Read(File.ReadLines(Path.Combine(folder, "approval_time.csv")), File.ReadLines(Path.Combine(folder, "online_handling.csv")));

    public static IReadOnlyList<string> Read(IEnumerable<string> approvalTime, IEnumerable<string> onlineHandling)
    {
        var approval = Rows(approvalTime)
            .Where(r => r["policy"] is "promised" or "business_setup" && r["finished"] != "0")
            .Select(r => Line(r, ApprovalTime));
        var online = Rows(onlineHandling)
            .Where(r => r["accepted"] != "0")
            .Select(r => Line(r, OnlineHandling));
        return [.. approval.Concat(online).Order(StringComparer.Ordinal)];
    }

    static string Line(Dictionary<string, string> row, string[] columns) =>
        string.Join(',', columns.Select(c => c == "net_mean" && row.TryGetValue("net_sum", out var sum) ? Mean(sum, row["finished"]) : row[c]));

    static string Mean(string sum, string count) =>
        Math.Round(decimal.Parse(sum, CultureInfo.InvariantCulture) / decimal.Parse(count, CultureInfo.InvariantCulture), 2, MidpointRounding.AwayFromZero)
            .ToString("0.00", CultureInfo.InvariantCulture);

    static IEnumerable<Dictionary<string, string>> Rows(IEnumerable<string> lines)
    {
        var columns = lines.First().Split(',');
        return lines.Skip(1).Select(l => columns.Zip(l.Split(',')).ToDictionary(p => p.First, p => p.Second));
    }

    /// <summary>The first line in which two contenders differ, or null.</summary>
    public static string? Difference(string first, string second)
    {
        var (a, b) = (Read(first), Read(second));
        for (var i = 0; i < Math.Max(a.Count, b.Count); i++)
        {
            var (x, y) = (a.ElementAtOrDefault(i) ?? "nothing", b.ElementAtOrDefault(i) ?? "nothing");
            if (x != y)
                return $"{first}: {x}\n{second}: {y}";
        }
        return null;
    }
}
