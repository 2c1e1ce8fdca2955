using Metrics.Folding;
using Metrics.Policies;

namespace Metrics.Summaries;

/// <summary>The table <c>service_items</c>: what the catalogue says of each period, at its last day or as_of if that is earlier.</summary>
static class ServiceItems
{
    internal static Table Of(RunResult run)
    {
        var table = new TableWriter("service_items", 1,
            "period,items,online_should,online_items,online_available_rate,licence_items,licence_should_enter,licence_in_hall,hall_rate,"
            + "immediate_items,one_trip_items,high_frequency_items,full_online_items,full_online_rate,limited_items,statutory_days,"
            + "promised_days,cut_rate");
        foreach (var period in RunPeriods.Of(run))
            Row(table, period, [.. run.Reference.Catalogue.Rows.Where(r => r.InForce(RunPeriods.LastDay(period, run)))]);
        return table.Done();
    }

    static void Row(TableWriter table, Period period, CatalogueRow[] items)
    {
        if (items.Length == 0)
            return;
        table.AtAGlance();
        table.Text(period.ToString());
        table.Count(items.Length);
        Online(table, items);
        Hall(table, items);
        table.Count(items.Count(r => r.Is(ItemTraits.Immediate)));
        table.Count(items.Count(r => r.Is(ItemTraits.OneTrip)));
        table.Count(items.Count(r => r.Is(ItemTraits.HighFrequency)));
        FullOnline(table, items);
        Limits(table, items);
        table.End();
    }

    static void Online(TableWriter table, CatalogueRow[] items)
    {
        var should = items.Count(r => !r.Is(ItemTraits.OnlineExcluded));
        var online = items.Count(r => !r.Is(ItemTraits.OnlineExcluded) && r.Is(ItemTraits.Online));
        table.Count(should);
        table.Count(online);
        table.Rate(online, should);
    }

    static void Hall(TableWriter table, CatalogueRow[] items)
    {
        var should = items.Count(r => r.Is(ItemTraits.Licence) && !r.Is(ItemTraits.HallExcluded));
        var hall = items.Count(r => r.Is(ItemTraits.Licence) && !r.Is(ItemTraits.HallExcluded) && r.Is(ItemTraits.Hall));
        table.Count(items.Count(r => r.Is(ItemTraits.Licence)));
        table.Count(should);
        table.Count(hall);
        table.Rate(hall, should);
    }

    static void FullOnline(TableWriter table, CatalogueRow[] items)
    {
        var (should, full) = (items.Count(r => !r.Is(ItemTraits.OnlineExcluded)), items.Count(r => !r.Is(ItemTraits.OnlineExcluded) && r.OnlineDepth == 4));
        table.Count(full);
        table.Rate(full, should);
    }

    /// <summary>How far the promises of the items that have a statutory limit cut it (承诺时限压缩比); negative where they exceed it.</summary>
    static void Limits(TableWriter table, CatalogueRow[] items)
    {
        var limited = items.Where(r => r.StatutoryDays > 0).ToList();
        var (statutory, promised) = (limited.Sum(r => (long)r.StatutoryDays), limited.Sum(r => (long)r.PromisedDays));
        table.Count(limited.Count);
        table.Count(statutory);
        table.Count(promised);
        table.Rate(statutory - promised, statutory);
    }
}
