using Metrics.Cube;
using Metrics.Folding;
using Metrics.Policies;

namespace Metrics.Summaries;

/// <summary>The tables of online handling: <c>intake_time</c>, <c>online_handling</c>, <c>online_realisation</c>.</summary>
static class OnlineTables
{
    internal static Table IntakeTime(RunResult run)
    {
        var cells = run.Cells.Intake.Copy();
        RollUp.Periods(cells);
        RollUp.Over(cells, DistrictKey.Last);
        RollUp.Over(cells, DistrictKey.District);
        var table = new CellTable("intake_time", "period,district,channel",
            "accepted,received,wait_mean,wait_p50,wait_p90,wait_max,within_5",
            KeyColumn.District(DistrictKey.District), KeyColumn.Channel(DistrictKey.Last));
        return table.Of(cells, (row, place) =>
        {
            var (cell, wait) = (cells[place], cells.DaysAt(place));
            row.Count(cell.Accepted);
            row.Count(wait.Count);
            row.Days(wait);
            row.Count(cell.WithinFive);
        });
    }

    internal static IReadOnlyList<Table> Online(RunResult run)
    {
        var cells = run.Cells.Online.Copy();
        RollUp.Periods(cells);
        RollUp.Over(cells, DistrictKey.District);
        var realised = Realised(cells);
        RollUp.Over(cells, DistrictKey.Last);
        return [Handling(cells, run.Reference), Realisation(realised)];
    }

    static Table Handling(Cells<OnlineCell> cells, Reference reference)
    {
        var table = new CellTable("online_handling", "period,district,item_code",
            "accepted,one_net,one_window,other,online_rate,no_visit,no_visit_rate,refused,withdrawn",
            KeyColumn.District(DistrictKey.District), KeyColumn.Of(DistrictKey.Last, reference.Catalogue.Items));
        return table.Of(cells, (row, place) =>
        {
            ref var cell = ref cells[place];
            row.Count(cell.Accepted);
            row.Count(cell.OneNet);
            row.Count(cell.OneWindow);
            row.Count(cell.Other);
            row.Rate(cell.OneNet, cell.Accepted);
            row.Count(cell.NoVisit);
            row.Rate(cell.NoVisit, cell.Accepted);
            row.Count(cell.Refused);
            row.Count(cell.Withdrawn);
        });
    }

    struct RealisedCell
    {
        internal long Cases;
        internal long OneNet;
        internal long Items;
        internal long RealisedItems;
    }

    // The cells are rolled up over all but the item: each is an item that is distinct in its period and district.
    static Cells<RealisedCell> Realised(Cells<OnlineCell> online)
    {
        var realised = new Cells<RealisedCell>();
        for (var place = 0; place < online.Count; place++)
        {
            ref var item = ref online[place];
            if (item.Capable == 0)
                continue;
            ref var cell = ref realised[realised.Place(DistrictKey.Last.Without(online.KeyAt(place)))];
            cell.Cases += item.Capable;
            cell.OneNet += item.CapableOneNet;
            cell.Items++;
            cell.RealisedItems += item.CapableOneNet > 0 ? 1 : 0;
        }
        return realised;
    }

    static Table Realisation(Cells<RealisedCell> cells)
    {
        var table = new CellTable("online_realisation", "period,district",
            "capable_cases,capable_one_net,realised_rate,capable_items,realised_items,realised_items_rate",
            KeyColumn.District(DistrictKey.District));
        return table.Of(cells, (row, place) =>
        {
            ref var cell = ref cells[place];
            row.Count(cell.Cases);
            row.Count(cell.OneNet);
            row.Rate(cell.OneNet, cell.Cases);
            row.Count(cell.Items);
            row.Count(cell.RealisedItems);
            row.Rate(cell.RealisedItems, cell.Items);
        });
    }
}
