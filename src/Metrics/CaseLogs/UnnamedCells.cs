using Metrics.Mappings;

namespace Metrics.CaseLogs;

/// <summary>How often the cells of a column were words that its mapping does not name. For one thread.</summary>
public sealed class UnnamedCells
{
    /// <summary>Different cells that are told apart: with more, the column has no words.</summary>
    const int MostDistinct = 256;
    /// <summary>Bytes of a cell that is told apart.</summary>
    const int Longest = 256;

    readonly Utf8Index _cells = new();
    readonly List<long> _counts = [];
    bool _hasMore;

    internal UnnamedCells(Mapping mapping, CountedTable table) =>
        (Column, Header) = (table.Column.Name(), mapping.Headers[table.Header]);

    /// <summary>The contract column that the words are given for.</summary>
    public string Column { get; }

    /// <summary>The header of the cells.</summary>
    public string Header { get; }

    /// <summary>Cells in all; of an entry's own fields those of its events.</summary>
    public long Count { get; private set; }

    /// <summary>The most common, those of one number in the order of their bytes; as receipts show values. Empty where there are too many.</summary>
    public IReadOnlyList<(string Value, long Count)> MostCommon(int most) => _hasMore ? [] :
    [
        .. Enumerable.Range(0, _cells.Count).OrderByDescending(i => _counts[i]).ThenBy(i => _cells[i], Utf8Order.Instance).Take(most)
            .Select(i => (ShownValue.Of(Column, _cells[i]), _counts[i])),
    ];

    internal void Add(ReadOnlySpan<byte> cell)
    {
        Count++;
        TellApart(cell, 1);
    }

    internal void Add(UnnamedCells other)
    {
        Count += other.Count;
        _hasMore |= other._hasMore;
        for (var i = 0; i < other._cells.Count; i++)
            TellApart(other._cells.Utf8(i), other._counts[i]);
    }

    void TellApart(ReadOnlySpan<byte> cell, long times)
    {
        if (_hasMore || cell.Length > Longest)
            return;
        var known = _cells.Count;
        var index = _cells.Add(cell);
        if (index == known)
            _counts.Add(0);
        _counts[index] += times;
        _hasMore = _counts.Count > MostDistinct;
    }
}
