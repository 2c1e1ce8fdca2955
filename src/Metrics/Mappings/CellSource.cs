namespace Metrics.Mappings;

/// <summary>
/// Where the value of a contract column comes from: a constant, or a cell of the file, perhaps by a table of words. Words are
/// numbers of <see cref="Mapping.Words"/>. Immutable, for any thread.
/// </summary>
sealed class CellSource
{
    readonly Utf8Index? _cells;
    readonly int[] _words = [];

    CellSource(int header, int? otherwise) => (Header, Otherwise) = (header, otherwise);

    /// <param name="otherwise">The word for every cell that <paramref name="cells"/> lacks; null: the cell itself.</param>
    /// <param name="table">The number of the table among those of the mapping whose misses are counted, or -1.</param>
    CellSource(int header, Utf8Index cells, int[] words, int? otherwise, int table)
        : this(header, otherwise)
    {
        (_cells, _words, Table) = (cells, words, table);
        OfMissing = cells.Find([]) is >= 0 and var found ? words[found] : otherwise ?? Mapping.Missing;
    }

    public static CellSource Constant(int word) => new(-1, word);

    public static CellSource Cell(int header) => new(header, null);

    public static CellSource ByWords(int header, Utf8Index cells, int[] words, int? otherwise, int table) => new(header, cells, words, otherwise, table);

    /// <summary>The number of the header among those of the mapping; -1: a constant, which is <see cref="Otherwise"/>.</summary>
    public int Header { get; }

    /// <summary>The cell itself is the value.</summary>
    public bool IsPlain => Header >= 0 && _cells is null;

    public int? Otherwise { get; }

    /// <summary>The word for a missing cell.</summary>
    public int OfMissing { get; }

    public int Table { get; } = -1;

    /// <summary>The word for a clean cell, or -1: the table does not name it.</summary>
    public int Find(ReadOnlySpan<byte> cell) => _cells!.Find(cell) is >= 0 and var found ? _words[found] : -1;
}
