using Metrics.Cases;
using Metrics.Cube;

namespace Metrics.Summaries;

/// <summary>The tables of approval time: <c>approval_time</c>, <c>stage_time</c>, <c>item_time</c>, <c>backlog</c>.</summary>
static class ApprovalTables
{
    internal static Table ApprovalTime(PartialResult merged, Labels labels, int asOf)
    {
        var cube = new RollUp<ApprovalCell>();
        foreach (var (key, cell) in merged.Approval.All)
        {
            var (month, policy, district, channel) = CellKey.Open(key);
            cube.AddMonth(month, policy, Labels.DistrictKey(district), channel, cell);
        }
        AddOverdue(cube, merged, Day.MonthOf(asOf));
        return Table.Sorted("approval_time", 4,
            "period,policy,district,channel,finished,on_time,on_time_rate,on_time_strict,overdue,kept_rate,net_mean,net_p50,net_p90,net_max,gross_mean,denied,extended,paused_days_mean,small",
            cube.Cells.Where(c => c.Value.Net.Count + c.Value.Overdue > 0).Select(c => ApprovalRow(c.Key, c.Value, labels)));
    }

    // A period's overdue units are those of the backlog at its last day, or at as_of if that is earlier.
    static void AddOverdue(RollUp<ApprovalCell> cube, PartialResult merged, int lastMonth)
    {
        foreach (var (key, cell) in merged.Backlog.All)
        {
            if (cell.Overdue == 0)
                continue;
            var (month, policy, district, channel) = CellKey.Open(key);
            var periods = Period.AllOf(month);
            foreach (var period in (ReadOnlySpan<Period>)[periods.Month, periods.Quarter, periods.Year])
                if (Math.Min(period.LastMonth, lastMonth) == month)
                    cube.Add(period, policy, Labels.DistrictKey(district), channel, new() { Overdue = cell.Overdue });
        }
    }

    static string[] ApprovalRow(RollKey key, ApprovalCell cell, Labels labels)
    {
        var finished = cell.Net.Count;
        return
        [
            key.Period.ToString(), labels.Policy(key.A), Labels.District(key.B), Labels.Channel(key.C),
            Numbers.Count(finished), Numbers.Count(cell.OnTime), Numbers.Rate(cell.OnTime, finished),
            Numbers.Count(cell.OnTimeStrict), Numbers.Count(cell.Overdue), Numbers.Rate(cell.OnTime, finished + cell.Overdue),
            .. Days(cell.Net), Numbers.Mean(cell.GrossDays, finished), Numbers.Count(cell.Denied),
            Numbers.Count(cell.Extended), Numbers.Mean(cell.PausedDays, finished), finished < 5 ? "1" : "0",
        ];
    }

    internal static Table StageTime(PartialResult merged, Labels labels)
    {
        var cube = new RollUp<StageCell>();
        foreach (var (key, cell) in merged.Stages.All)
        {
            var (month, policy, district, stage) = CellKey.Open(key);
            cube.AddMonth(month, policy, Labels.DistrictKey(district), stage, cell);
        }
        return Table.Sorted("stage_time", 4, "period,policy,district,stage,done,net_mean,net_p50,net_p90,net_max,last",
            cube.Cells.Select(c => (string[])
            [
                c.Key.Period.ToString(), labels.Policy(c.Key.A), Labels.District(c.Key.B), labels.Stage(c.Key.C),
                Numbers.Count(c.Value.Net.Count), .. Days(c.Value.Net), Numbers.Count(c.Value.Last),
            ]));
    }

    internal static Table ItemTime(PartialResult merged, Labels labels)
    {
        var cube = new RollUp<ItemCell>();
        foreach (var (key, cell) in merged.Items.All)
        {
            var (month, department, item) = CellKey.OpenItem(key);
            cube.AddMonth(month, department, item, RollKey.All, cell);
        }
        return Table.Sorted("item_time", 3, "period,department,item_code,ended,on_time,on_time_rate,net_mean,net_p50,net_p90,net_max",
            cube.Cells.Select(c => (string[])
            [
                c.Key.Period.ToString(), labels.Department(c.Key.A), labels.Item(c.Key.B), Numbers.Count(c.Value.Net.Count),
                Numbers.Count(c.Value.OnTime), Numbers.Rate(c.Value.OnTime, c.Value.Net.Count), .. Days(c.Value.Net),
            ]));
    }

    internal static Table Backlog(PartialResult merged, Labels labels)
    {
        var cube = new RollUp<BacklogCell>();
        foreach (var (key, cell) in merged.Backlog.All)
        {
            var (month, policy, district, channel) = CellKey.Open(key);
            cube.Add(Period.OfMonth(month), policy, Labels.DistrictKey(district), channel, cell);
        }
        return Table.Sorted("backlog", 4, "month,policy,district,channel,open,resting,overdue,paused",
            cube.Cells.Select(c => (string[])
            [
                c.Key.Period.ToString(), labels.Policy(c.Key.A), Labels.District(c.Key.B), Labels.Channel(c.Key.C),
                Numbers.Count(c.Value.Open), Numbers.Count(c.Value.Resting), Numbers.Count(c.Value.Overdue), Numbers.Count(c.Value.Paused),
            ]));
    }

    /// <summary>Mean, p50, p90 and maximum.</summary>
    internal static string[] Days(Histogram days) =>
    [
        Numbers.Mean(days.Sum, days.Count), Numbers.Days(days.Percentile(50)), Numbers.Days(days.Percentile(90)), Numbers.Days(days.Max),
    ];
}
