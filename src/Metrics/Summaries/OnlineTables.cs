using Metrics.Cases;
using Metrics.Cube;
using Metrics.Policies;

namespace Metrics.Summaries;

/// <summary>The tables of online handling: <c>intake_time</c>, <c>online_handling</c>, <c>online_realisation</c>, <c>service_items</c>.</summary>
static class OnlineTables
{
    internal static Table IntakeTime(PartialResult merged)
    {
        var cube = new RollUp<IntakeCell>();
        foreach (var (key, cell) in merged.Intake.All)
        {
            var (month, district, channel) = CellKey.OpenDistrict(key);
            cube.AddMonth(month, Labels.DistrictKey(district), channel, RollKey.All, cell);
        }
        return Table.Sorted("intake_time", 3, "period,district,channel,accepted,received,wait_mean,wait_p50,wait_p90,wait_max,within_5",
            cube.Cells.Select(c => (string[])
            [
                c.Key.Period.ToString(), Labels.District(c.Key.A), Labels.Channel(c.Key.B), Numbers.Count(c.Value.Accepted),
                Numbers.Count(c.Value.Wait.Count), .. ApprovalTables.Days(c.Value.Wait), Numbers.Count(c.Value.WithinFive),
            ]));
    }

    internal static IReadOnlyList<Table> Online(PartialResult merged, Labels labels)
    {
        var cube = new RollUp<OnlineCell>();
        foreach (var (key, cell) in merged.Online.All)
        {
            var (month, district, item) = CellKey.OpenDistrict(key);
            cube.AddMonth(month, Labels.DistrictKey(district), item, RollKey.All, cell);
        }
        return [Handling(cube, labels), Realisation(cube)];
    }

    static Table Handling(RollUp<OnlineCell> cube, Labels labels) =>
        Table.Sorted("online_handling", 3, "period,district,item_code,accepted,one_net,one_window,other,online_rate,refused,withdrawn",
            cube.Cells.Select(c => (string[])
            [
                c.Key.Period.ToString(), Labels.District(c.Key.A), labels.Item(c.Key.B), Numbers.Count(c.Value.Accepted),
                Numbers.Count(c.Value.OneNet), Numbers.Count(c.Value.OneWindow), Numbers.Count(c.Value.Other),
                Numbers.Rate(c.Value.OneNet, c.Value.Accepted), Numbers.Count(c.Value.Refused), Numbers.Count(c.Value.Withdrawn),
            ]));

    // The cells by item are those of each roll-up already: its distinct items are its rows.
    static Table Realisation(RollUp<OnlineCell> cube) =>
        Table.Sorted("online_realisation", 2,
            "period,district,capable_cases,capable_one_net,realised_rate,capable_items,realised_items,realised_items_rate",
            cube.Cells.Where(c => c.Key.B != RollKey.All && c.Value.Capable > 0)
                .GroupBy(c => (c.Key.Period, c.Key.A), c => c.Value)
                .Select(g => Realised(g.Key.Period, g.Key.A, [.. g])));

    static string[] Realised(Period period, int district, List<OnlineCell> items)
    {
        var (cases, oneNet) = (items.Sum(i => i.Capable), items.Sum(i => i.CapableOneNet));
        var realised = items.Count(i => i.CapableOneNet > 0);
        return
        [
            period.ToString(), Labels.District(district), Numbers.Count(cases), Numbers.Count(oneNet), Numbers.Rate(oneNet, cases),
            Numbers.Count(items.Count), Numbers.Count(realised), Numbers.Rate(realised, items.Count),
        ];
    }

    /// <summary>Each period with a day between the first acceptance and as_of, at its last day or as_of if earlier.</summary>
    internal static Table ServiceItems(PartialResult merged, Catalogue catalogue, int asOf)
    {
        var periods = new HashSet<Period>();
        if (merged.FirstAcceptance <= asOf)
            for (var month = Day.MonthOf(merged.FirstAcceptance); month <= Day.MonthOf(asOf); month++)
            {
                var (of, quarter, year) = Period.AllOf(month);
                periods.UnionWith([of, quarter, year]);
            }
        return Table.Sorted("service_items", 1,
            "period,items,online_should,online_items,online_available_rate,licence_items,licence_should_enter,licence_in_hall,hall_rate,immediate_items,one_trip_items,high_frequency_items",
            periods.Select(p => ItemsOf(p, catalogue, Math.Min(Day.LastOfMonth(p.LastMonth), asOf))).OfType<string[]>());
    }

    static string[]? ItemsOf(Period period, Catalogue catalogue, int day)
    {
        var items = catalogue.Rows.Where(r => r.InForce(day)).ToList();
        if (items.Count == 0)
            return null;
        var should = items.Count(r => !r.OnlineExcluded);
        var online = items.Count(r => !r.OnlineExcluded && r.Online);
        var enter = items.Count(r => r.Licence && !r.HallExcluded);
        var hall = items.Count(r => r.Licence && !r.HallExcluded && r.Hall);
        return
        [
            period.ToString(), Numbers.Count(items.Count), Numbers.Count(should), Numbers.Count(online), Numbers.Rate(online, should),
            Numbers.Count(items.Count(r => r.Licence)), Numbers.Count(enter), Numbers.Count(hall), Numbers.Rate(hall, enter),
            Numbers.Count(items.Count(r => r.Immediate)), Numbers.Count(items.Count(r => r.OneTrip)),
            Numbers.Count(items.Count(r => r.HighFrequency)),
        ];
    }
}
