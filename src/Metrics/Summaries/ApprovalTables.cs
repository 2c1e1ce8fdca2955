using Metrics.Cube;
using Metrics.Folding;
using Metrics.Policies;

namespace Metrics.Summaries;

/// <summary>The tables of approval time: <c>approval_time</c>, <c>stage_time</c>, <c>item_time</c>, <c>backlog</c>.</summary>
static class ApprovalTables
{
    const string Days = "net_mean,net_p50,net_p90,net_max";

    internal static Table ApprovalTime(PartialResult merged, Reference reference, int asOf)
    {
        var cells = merged.Approval.Copy();
        RollUp.Periods(cells);
        AddOverdue(cells, merged.Backlog, Day.MonthOf(asOf));
        OverUnits(cells);
        var table = new CellTable("approval_time", "period,policy,district,channel",
            $"finished,on_time,on_time_rate,on_time_strict,overdue,kept_rate,{Days},gross_mean,denied,extended,paused_days_mean,small",
            UnitColumns(reference, KeyColumn.Channel(UnitKey.Last)));
        return table.Of(cells, (row, place) => ApprovalRow(row, cells[place], cells.DaysAt(place)));
    }

    // A period's overdue units are those of the backlog at its last day, or at as_of if that is earlier.
    static void AddOverdue(Cells<ApprovalCell> cells, Cells<BacklogCell> backlog, int lastMonth)
    {
        for (var place = 0; place < backlog.Count; place++)
            if (backlog[place].Overdue is var overdue and not 0)
            {
                var key = backlog.KeyAt(place);
                var month = CellKey.PeriodOf(key);
                foreach (var period in (ReadOnlySpan<Period>)[month, month.Wider, month.Wider.Wider])
                    if (Math.Min(period.LastMonth, lastMonth) == month.LastMonth)
                        cells[cells.Place(CellKey.In(period, key))].Overdue += overdue;
            }
    }

    static void ApprovalRow(TableWriter row, in ApprovalCell cell, Histogram net)
    {
        row.Count(net.Count);
        row.Count(cell.OnTime);
        row.Rate(cell.OnTime, net.Count);
        row.Count(cell.OnTimeStrict);
        row.Count(cell.Overdue);
        row.Rate(cell.OnTime, net.Count + cell.Overdue);
        row.Days(net);
        row.Mean(cell.GrossDays, net.Count);
        row.Count(cell.Denied);
        row.Count(cell.Extended);
        row.Mean(cell.PausedDays, net.Count);
        row.Count(net.Count < 5 ? 1 : 0);
    }

    internal static Table StageTime(PartialResult merged, Reference reference)
    {
        var cells = merged.Stages.Copy();
        RollUp.Periods(cells);
        OverUnits(cells);
        var table = new CellTable("stage_time", "period,policy,district,stage", $"done,{Days},last",
            UnitColumns(reference, KeyColumn.Of(UnitKey.Last, reference.Policies.StageIds)));
        return table.Of(cells, (row, place) =>
        {
            var net = cells.DaysAt(place);
            row.Count(net.Count);
            row.Days(net);
            row.Count(cells[place].Last);
        });
    }

    internal static Table ItemTime(PartialResult merged, Reference reference)
    {
        var cells = merged.Items.Copy();
        RollUp.Periods(cells);
        RollUp.Over(cells, ItemKey.Item);
        RollUp.Over(cells, ItemKey.Department);
        var table = new CellTable("item_time", "period,department,item_code", $"ended,on_time,on_time_rate,{Days}",
            KeyColumn.Of(ItemKey.Department, reference.Catalogue.Departments), KeyColumn.Of(ItemKey.Item, reference.Catalogue.Items));
        return table.Of(cells, (row, place) =>
        {
            var (onTime, net) = (cells[place].OnTime, cells.DaysAt(place));
            row.Count(net.Count);
            row.Count(onTime);
            row.Rate(onTime, net.Count);
            row.Days(net);
        });
    }

    internal static Table Backlog(PartialResult merged, Reference reference)
    {
        var cells = merged.Backlog.Copy();
        OverUnits(cells);
        var table = new CellTable("backlog", "month,policy,district,channel", "open,resting,overdue,paused",
            UnitColumns(reference, KeyColumn.Channel(UnitKey.Last)));
        return table.Of(cells, (row, place) =>
        {
            ref var cell = ref cells[place];
            row.Count(cell.Open);
            row.Count(cell.Resting);
            row.Count(cell.Overdue);
            row.Count(cell.Paused);
        });
    }

    static void OverUnits(Cells cells)
    {
        RollUp.Over(cells, UnitKey.Last);
        RollUp.Over(cells, UnitKey.District);
        RollUp.Over(cells, UnitKey.Policy);
    }

    static KeyColumn[] UnitColumns(Reference reference, KeyColumn last) =>
        [KeyColumn.Policy(UnitKey.Policy, reference.Policies.Ids), KeyColumn.District(UnitKey.District), last];
}
