using System.Globalization;
using System.Runtime.CompilerServices;
using Metrics.Documents.Published;

namespace Metrics.Documents.Changes;

/// <summary>One table of several publications, read side by side: each is sorted by its keys, so that no more than a row of each is held.</summary>
/// <param name="tables">The older publication's first, the newer's last, those of a replay between; null: it has no such table.</param>
/// <param name="reasons">Of each publication but the first: what it changed. Empty: nothing was replayed.</param>
sealed class TableComparison(IReadOnlyList<PublishedTable?> tables, IReadOnlyList<Reason> reasons)
{
    readonly PublishedTable _one = tables.OfType<PublishedTable>().Last();

    readonly IReadOnlyList<string> _columns = [.. tables.OfType<PublishedTable>().Reverse().SelectMany(t => t.Columns.Skip(t.Keys)).Distinct()];

    /// <summary>Whether its rows speak of periods.</summary>
    internal bool HasPeriods => _one.Columns is ["period" or "month", ..];

    /// <exception cref="RefusedException">A table is damaged, or has other keys.</exception>
    internal async IAsyncEnumerable<Change> ChangesAsync(Day through, [EnumeratorCancellation] CancellationToken stop)
    {
        var sides = tables.Select(t => t is null ? null : new ClosedRows(SameKeys(t), through, stop)).ToArray();
        try
        {
            foreach (var side in sides)
                await (side?.MoveAsync() ?? Task.CompletedTask);
            while (First(sides) is { } first)
            {
                var rows = sides.Select(s => s?.Row is { } row && Order(row, first) == 0 ? row : null).ToArray();
                if (rows[0] is not { } before || rows[^1] is not { } after || !before.Fields.SequenceEqual(after.Fields))
                {
                    foreach (var change in Changes(rows, first))
                        yield return change;
                }
                for (var side = 0; side < sides.Length; side++)
                    await (rows[side] is null ? Task.CompletedTask : sides[side]!.MoveAsync());
            }
        }
        finally
        {
            foreach (var side in sides)
                await (side?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    PublishedTable SameKeys(PublishedTable table) => table.Columns.Take(table.Keys).SequenceEqual(_one.Columns.Take(_one.Keys)) ? table
        : throw PublicationRefusals.OtherKeys(_one.Name, Keys(table), Keys(_one));

    static string Keys(PublishedTable table) => string.Join(", ", table.Columns.Take(table.Keys));

    PublishedRow? First(ClosedRows?[] sides)
    {
        PublishedRow? first = null;
        foreach (var side in sides)
        {
            if (side?.Row is { } row && (first is null || Order(row, first) < 0))
                first = row;
        }
        return first;
    }

    int Order(PublishedRow a, PublishedRow b)
    {
        for (var key = 0; key < _one.Keys; key++)
        {
            if (Utf8Order.Instance.Compare(a.Fields[key], b.Fields[key]) is var order and not 0)
                return order;
        }
        return 0;
    }

    IEnumerable<Change> Changes(PublishedRow?[] rows, PublishedRow any)
    {
        foreach (var column in _columns)
        {
            if (Text(rows[0], column) == Text(rows[^1], column))
                continue;
            var isCount = IsCount(rows, column);
            CellValue[] values = [.. rows.Select(row => Value(row, column, isCount))];
            var keys = _one.Columns.Take(_one.Keys).Select((name, place) => KeyValuePair.Create(name, any.Fields[place]));
            yield return new(_one.Name, [.. keys], column, values[0], values[^1], Parts(values));
        }
    }

    Part[] Parts(CellValue[] values) =>
        [.. reasons.Select((reason, step) => new Part(reason, values[step], values[step + 1])).Where(p => p.Before != p.After)];

    static string Text(PublishedRow? row, string column) => row is not null && row.Has(column) ? row[column] : "";

    static CellValue Value(PublishedRow? row, string column, bool isCount)
    {
        var text = Text(row, column);
        return new(text, text.Length > 0 ? decimal.Parse(text, CultureInfo.InvariantCulture) : isCount ? 0 : null,
            text.Length > 0 && row is not null ? RateColumns.Of(column, row) : null);
    }

    /// <summary>Whether the number of a row that is left out is 0. The value of an indicator is a count where it has no denominator.</summary>
    static bool IsCount(PublishedRow?[] rows, string column) =>
        column == "value" ? rows.All(r => Text(r, "denominator").Length == 0) : !_noCounts.Any(end => column.EndsWith(end, StringComparison.Ordinal));

    static readonly string[] _noCounts = ["_rate", "_mean", "_p50", "_p90", "_max", "small", "holds"];
}
