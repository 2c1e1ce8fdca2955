using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Metrics.CaseLogs;
using Metrics.Events;

namespace Metrics.Evidence;

/// <summary>A table of the evidence: rows are added column by column, and told in order of their key.</summary>
/// <param name="key">Name of the column of texts that rows are ordered by; rows of one key stay in the order in which they came.</param>
public sealed class EvidenceTable(string name, string key, params EvidenceColumn[] columns)
{
    // What line breaks begin with: LF, VT, FF and CR, and in UTF-8 U+0085, U+2028 and U+2029.
    static readonly SearchValues<byte> _mayBreak = SearchValues.Create([0x0A, 0x0B, 0x0C, 0x0D, 0xC2, 0xE2]);

    /// <summary>Rows are laid out in columns so many at a time, while they are in the cache.</summary>
    const int Staged = 64;

    readonly EvidenceColumn[] _columns = columns;
    readonly EvidenceColumn _key = columns.Single(c => c.Name == key);
    readonly ColumnType[] _types = [.. columns.Select(c => c.Type)];
    // Row after row.
    readonly int[] _staged = new int[Staged * columns.Length];
    readonly KeyOrder _order = new();
    int _used;
    int _next;

    public string Name { get; } = name;

    /// <summary>In the order of contract 9.</summary>
    public IReadOnlyList<EvidenceColumn> Columns => LaidOut();

    public int Count => LaidOut()[^1].Count;

    /// <param name="text">Of one with a line break the shape is told alone: a stray quote may have taken the names of persons into it.</param>
    internal EvidenceTable Text(ReadOnlySpan<byte> text)
    {
        var told = text.ContainsAny(_mayBreak) ? Encoding.UTF8.GetBytes(ShownValue.Of(Name, Encoding.UTF8.GetString(text))) : text;
        return Add(ColumnType.Text, _types[_next] == ColumnType.Text ? _columns[_next].Put(told) : 0);
    }

    internal EvidenceTable Text(Identifier id) => Text(id.Utf8(stackalloc byte[Identifier.MaxDigits]));

    /// <param name="code">Below 0: none.</param>
    internal EvidenceTable Word(int code) => Add(ColumnType.Word, code < 0 ? EvidenceColumn.Missing : code);

    internal EvidenceTable Date(Day? day) => Add(ColumnType.Date, day is { } some ? some.Number : EvidenceColumn.Missing);

    internal EvidenceTable Moment(long? at) =>
        Add(ColumnType.Moment, _types[_next] == ColumnType.Moment ? _columns[_next].Put(at) : 0);

    internal EvidenceTable Number(int? number) => Add(ColumnType.Number, number ?? EvidenceColumn.Missing);

    internal EvidenceTable Flag(bool? flag) => Add(ColumnType.Flag, flag is { } some ? some ? 1 : 0 : EvidenceColumn.Missing);

    EvidenceTable Add(ColumnType type, int value)
    {
        if (_types[_next] != type)
            Refuse(type);
        _staged[_used++] = value;
        if (++_next == _types.Length)
            EndRow();
        return this;
    }

    void EndRow()
    {
        _next = 0;
        if (_used == _staged.Length)
            LaidOut();
    }

    [DoesNotReturn]
    void Refuse(ColumnType type) => throw new InvalidOperationException($"{Name}.{_columns[_next].Name} holds a {_types[_next]}, found a {type}");

    /// <summary>The columns, with all rows in them.</summary>
    /// <exception cref="InvalidOperationException">A row lacks values.</exception>
    EvidenceColumn[] LaidOut()
    {
        if (_next != 0)
            throw new InvalidOperationException($"{Name}: a row ends before {_columns[_next].Name}");
        var rows = _used / _columns.Length;
        for (var column = 0; rows > 0 && column < _columns.Length; column++)
        {
            var values = _columns[column].Take(rows);
            for (var (row, place) = (0, column); row < values.Length; row++, place += _columns.Length)
                values[row] = _staged[place];
        }
        _used = 0;
        return _columns;
    }

    /// <summary>Adds the rows of the same table of another part.</summary>
    internal void Add(EvidenceTable other)
    {
        foreach (var (mine, others) in LaidOut().Zip(other.LaidOut()))
            mine.Add(others);
    }

    /// <summary>The rows that hold one of some words in a column, in the order in which they were added.</summary>
    internal EvidenceTable Where(string column, IReadOnlyList<string> words)
    {
        var asked = LaidOut().Single(c => c.Name == column);
        var chosen = new EvidenceTable(Name, _key.Name, [.. _columns.Select(c => c.Open())]);
        for (var row = 0; row < asked.Count; row++)
        {
            if (asked.Values[row] is var code and not EvidenceColumn.Missing && words.Contains(asked.WordOf(code)))
                chosen.Add(this, row);
        }
        return chosen;
    }

    void Add(EvidenceTable other, int row)
    {
        for (var i = 0; i < _columns.Length; i++)
            _columns[i].Add(other._columns[i], row);
    }

    internal void Clear()
    {
        (_used, _next) = (0, 0);
        foreach (var column in _columns)
            column.Clear();
    }

    /// <summary>The rows in order of their key, as UTF-8 bytes.</summary>
    /// <param name="into">Of <see cref="Count"/> rows.</param>
    public void RowsInOrder(Span<int> into)
    {
        LaidOut();
        _order.Sort(_key, into);
    }
}
