using Metrics.Cube;
using Metrics.Folding;
using Metrics.Policies;

namespace Metrics.Summaries;

/// <summary>The tables of approval time: <c>approval_time</c>, <c>stage_time</c>, <c>item_time</c>, <c>item_claims</c>, <c>backlog</c>.</summary>
static class ApprovalTables
{
    const string Days = "net_mean,net_p50,net_p90,net_max";

    internal static Table ApprovalTime(RunResult run)
    {
        var cells = run.Cells.Approval.Copy();
        RollUp.Periods(cells);
        AddOverdue(cells, BacklogOf(run), Day.Of(run.AsOf).Month);
        OverUnits(cells);
        var table = new CellTable("approval_time", "period,policy,district,channel",
            $"finished,on_time,on_time_rate,on_time_strict,overdue,kept_rate,{Days},gross_mean,denied,extended,paused_days_mean,small",
            UnitColumns(run.Reference, KeyColumn.Channel(UnitKey.Last)));
        return table.Of(cells, (row, place) => ApprovalRow(row, cells[place], cells.DaysAt(place)));
    }

    // A period's overdue units are those of the backlog at its last day, or at as_of if that is earlier.
    static void AddOverdue(Cells<ApprovalCell> cells, Cells<BacklogCell> backlog, Month lastMonth)
    {
        for (var place = 0; place < backlog.Count; place++)
        {
            if (backlog[place].Overdue is var overdue and not 0)
            {
                var key = backlog.KeyAt(place);
                var month = CellKey.PeriodOf(key);
                foreach (var period in (ReadOnlySpan<Period>)[month, month.Wider, month.Wider.Wider])
                {
                    if (Month.Min(period.LastMonth, lastMonth) == month.LastMonth)
                        cells[cells.Place(CellKey.In(period, key))].Overdue += overdue;
                }
            }
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

    internal static Table StageTime(RunResult run)
    {
        var cells = run.Cells.Stages.Copy();
        RollUp.Periods(cells);
        OverUnits(cells);
        var table = new CellTable("stage_time", "period,policy,district,stage", $"done,{Days},last",
            UnitColumns(run.Reference, KeyColumn.Of(UnitKey.Last, run.Reference.Policies.StageIds)));
        return table.Of(cells, (row, place) =>
        {
            var net = cells.DaysAt(place);
            row.Count(net.Count);
            row.Days(net);
            row.Count(cells[place].Last);
        });
    }

    /// <summary><c>item_time</c> and <c>item_claims</c>: the same cases.</summary>
    internal static IReadOnlyList<Table> OfItems(RunResult run)
    {
        var cells = run.Cells.Items.Copy();
        RollUp.Periods(cells);
        RollUp.Over(cells, ItemKey.Item);
        RollUp.Over(cells, ItemKey.Department);
        return [ItemTime(run, cells), ItemClaims(run, cells)];
    }

    static Table ItemTime(RunResult run, Cells<ItemCell> cells)
    {
        var table = new CellTable("item_time", "period,department,item_code", $"ended,on_time,on_time_rate,{Days}",
            ItemColumns(run.Reference));
        return table.Of(cells, (row, place) =>
        {
            var (onTime, net) = (cells[place].OnTime, cells.DaysAt(place));
            row.Count(net.Count);
            row.Count(onTime);
            row.Rate(onTime, net.Count);
            row.Days(net);
        });
    }

    static Table ItemClaims(RunResult run, Cells<ItemCell> cells)
    {
        var table = new CellTable("item_claims", "period,department,item_code",
            "ended,early,early_rate,immediate,same_day,same_day_rate,one_trip,one_trip_kept,one_trip_rate", ItemColumns(run.Reference));
        return table.Of(cells, (row, place) =>
        {
            var (cell, ended) = (cells[place], cells.DaysAt(place).Count);
            row.Count(ended);
            row.Count(cell.Early);
            row.Rate(cell.Early, ended);
            row.Count(cell.Immediate);
            row.Count(cell.SameDay);
            row.Rate(cell.SameDay, cell.Immediate);
            row.Count(cell.OneTrip);
            row.Count(cell.OneTripKept);
            row.Rate(cell.OneTripKept, cell.OneTrip);
        });
    }

    /// <summary>From the month of the first acceptance on: an earlier standing may say that a case was accepted before.</summary>
    static Cells<BacklogCell> BacklogOf(RunResult run)
    {
        var (all, kept) = (run.Cells.Backlog, new Cells<BacklogCell>());
        var first = run.FirstAcceptance?.Month ?? Month.Never;
        for (var place = 0; place < all.Count; place++)
        {
            if (all.KeyAt(place) is var key && CellKey.PeriodOf(key).LastMonth >= first)
                kept.Add(key, all, place);
        }
        return kept;
    }

    internal static Table Backlog(RunResult run)
    {
        var cells = BacklogOf(run);
        OverUnits(cells);
        var table = new CellTable("backlog", "month,policy,district,channel", "open,resting,overdue,paused",
            UnitColumns(run.Reference, KeyColumn.Channel(UnitKey.Last)));
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

    static KeyColumn[] ItemColumns(Reference reference) =>
        [KeyColumn.Of(ItemKey.Department, reference.Catalogue.Departments), KeyColumn.Of(ItemKey.Item, reference.Catalogue.Items)];

    static KeyColumn[] UnitColumns(Reference reference, KeyColumn last) =>
        [KeyColumn.Policy(UnitKey.Policy, reference.Policies.Ids), KeyColumn.District(UnitKey.District), last];
}
