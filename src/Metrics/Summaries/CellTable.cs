using System.Text;
using Metrics.Cube;

namespace Metrics.Summaries;

/// <summary>Makes a table of rolled-up cells: a row for each, the period first, sorted by the texts of the keys.</summary>
/// <param name="columns">The names that follow those of the keys, with commas between.</param>
sealed class CellTable(string name, string keys, string columns, params KeyColumn[] keyColumns)
{
    Period _period;
    byte[] _periodText = [];

    /// <param name="row">Writes the columns after the keys of the cell at a place.</param>
    /// <param name="isShown">Whether the cell at a place has a row; null: each has.</param>
    internal Table Of(Cells cells, Action<TableWriter, int> row, Func<int, bool>? isShown = null)
    {
        var table = new TableWriter(name, keyColumns.Length + 1, keys + "," + columns);
        foreach (var place in InOrder(cells))
        {
            if (isShown?.Invoke(place) == false)
                continue;
            Keys(table, cells.KeyAt(place));
            row(table, place);
            table.End();
        }
        return table.Done();
    }

    int[] InOrder(Cells cells)
    {
        var (order, places) = (new ulong[cells.Count], new int[cells.Count]);
        for (var place = 0; place < places.Length; place++)
        {
            var key = cells.KeyAt(place);
            places[place] = place;
            order[place] = CellKey.Period.Of(CellKey.PeriodOf(key).Number);
            foreach (var column in keyColumns)
                order[place] |= column.OrderOf(key);
        }
        Array.Sort(order, places);
        return places;
    }

    void Keys(TableWriter table, ulong key)
    {
        if (IsAtAGlance(key))
            table.AtAGlance();
        // Rows come period by period.
        if (CellKey.PeriodOf(key) is var period && period != _period)
            (_period, _periodText) = (period, Encoding.UTF8.GetBytes(period.ToString()));
        table.Text(_periodText);
        Span<byte> digits = stackalloc byte[10];
        foreach (var column in keyColumns)
            table.Text(column.TextOf(key, digits));
    }

    bool IsAtAGlance(ulong key)
    {
        foreach (var column in keyColumns)
        {
            if (!column.IsAtAGlance(key))
                return false;
        }
        return true;
    }
}
