using Metrics.Cube;
using Metrics.Policies;

namespace Metrics.Summaries;

/// <summary>The table <c>service_items</c>: what the catalogue says of each period.</summary>
static class ServiceItems
{
    /// <summary>Each period with a day between the first acceptance and as_of, at its last day or as_of if earlier.</summary>
    /// <param name="first">Day of the first acceptance.</param>
    internal static Table Of(Catalogue catalogue, int first, int asOf)
    {
        var table = new TableWriter("service_items", 1,
            "period,items,online_should,online_items,online_available_rate,licence_items,licence_should_enter,licence_in_hall,hall_rate,immediate_items,one_trip_items,high_frequency_items");
        foreach (var period in Periods(first, asOf))
            Row(table, period, catalogue, Math.Min(Day.LastOfMonth(period.LastMonth), asOf));
        return table.Done();
    }

    static SortedSet<Period> Periods(int first, int asOf)
    {
        var periods = new SortedSet<Period>(Comparer<Period>.Create((a, b) => a.Number.CompareTo(b.Number)));
        if (first <= asOf)
            for (var month = Day.MonthOf(first); month <= Day.MonthOf(asOf); month++)
            {
                var period = Period.OfMonth(month);
                periods.UnionWith([period, period.Wider, period.Wider.Wider]);
            }
        return periods;
    }

    static void Row(TableWriter table, Period period, Catalogue catalogue, int day)
    {
        var items = catalogue.Rows.Where(r => r.InForce(day)).ToList();
        if (items.Count == 0)
            return;
        var should = items.Count(r => !r.Is(ItemTraits.OnlineExcluded));
        var online = items.Count(r => r.Is(ItemTraits.Online) && !r.Is(ItemTraits.OnlineExcluded));
        var enter = items.Count(r => r.Is(ItemTraits.Licence) && !r.Is(ItemTraits.HallExcluded));
        var hall = items.Count(r => r.Is(ItemTraits.Licence | ItemTraits.Hall) && !r.Is(ItemTraits.HallExcluded));
        table.AtAGlance();
        table.Text(period.ToString());
        table.Count(items.Count);
        table.Count(should);
        table.Count(online);
        table.Rate(online, should);
        table.Count(items.Count(r => r.Is(ItemTraits.Licence)));
        table.Count(enter);
        table.Count(hall);
        table.Rate(hall, enter);
        table.Count(items.Count(r => r.Is(ItemTraits.Immediate)));
        table.Count(items.Count(r => r.Is(ItemTraits.OneTrip)));
        table.Count(items.Count(r => r.Is(ItemTraits.HighFrequency)));
        table.End();
    }
}
