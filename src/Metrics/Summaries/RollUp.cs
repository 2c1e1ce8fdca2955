using Metrics.Cube;

namespace Metrics.Summaries;

/// <summary>
/// Adds cells up in place: periods first, then one part of the key after the other, so that a cell is added once for each
/// part and not once for each combination of parts.
/// </summary>
static class RollUp
{
    /// <summary>Months up to quarters, quarters up to years.</summary>
    internal static void Periods(Cells cells) => Add(cells, key => CellKey.In(CellKey.PeriodOf(key).Wider, key));

    /// <summary>Every number of a part up to <c>*</c>.</summary>
    internal static void Over(Cells cells, KeyPart part) => Add(cells, part.Without);

    // The cells that this adds stand at the end, and are rolled up in turn when all that they hold has come.
    static void Add(Cells cells, Func<ulong, ulong> up)
    {
        for (var place = 0; place < cells.Count; place++)
        {
            if (cells.KeyAt(place) is var key && up(key) is var wider && wider != key)
                cells.Add(wider, cells, place);
        }
    }
}
