using System.Buffers;
using System.Buffers.Binary;
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

    readonly EvidenceColumn _key = columns.Single(c => c.Name == key);
    int _next;

    public string Name { get; } = name;

    /// <summary>In the order of contract 9.</summary>
    public IReadOnlyList<EvidenceColumn> Columns { get; } = columns;

    public int Count => columns[^1].Count;

    /// <param name="text">Of one with a line break the shape is told alone: a stray quote may have taken the names of persons into it.</param>
    internal EvidenceTable Text(ReadOnlySpan<byte> text)
    {
        Next(ColumnType.Text).Add(text.ContainsAny(_mayBreak) ? Encoding.UTF8.GetBytes(ShownValue.Of(Name, Encoding.UTF8.GetString(text))) : text);
        return this;
    }

    internal EvidenceTable Text(Identifier id) => Text(id.Utf8(stackalloc byte[Identifier.MaxDigits]));

    /// <param name="code">Below 0: none.</param>
    internal EvidenceTable Word(int code) => Add(ColumnType.Word, code < 0 ? EvidenceColumn.Missing : code);

    internal EvidenceTable Date(Day? day) => Add(ColumnType.Date, day is { } some ? some.Number : EvidenceColumn.Missing);

    internal EvidenceTable Moment(long? at)
    {
        Next(ColumnType.Moment).AddMoment(at);
        return this;
    }

    internal EvidenceTable Number(int? number) => Add(ColumnType.Number, number ?? EvidenceColumn.Missing);

    internal EvidenceTable Flag(bool? flag) => Add(ColumnType.Flag, flag is { } some ? some ? 1 : 0 : EvidenceColumn.Missing);

    EvidenceTable Add(ColumnType type, int value)
    {
        Next(type).Add(value);
        return this;
    }

    EvidenceColumn Next(ColumnType type)
    {
        var column = columns[_next];
        if (column.Type != type)
            throw new InvalidOperationException($"{Name}.{column.Name} holds a {column.Type}, found a {type}");
        _next = _next + 1 == columns.Length ? 0 : _next + 1;
        return column;
    }

    /// <summary>Adds the rows of the same table of another part.</summary>
    internal void Add(EvidenceTable other)
    {
        for (var i = 0; i < columns.Length; i++)
            columns[i].Add(other.Columns[i]);
    }

    /// <summary>The rows that hold one of some words in a column, in the order in which they were added.</summary>
    internal EvidenceTable Where(string column, IReadOnlyList<string> words)
    {
        var asked = columns.Single(c => c.Name == column);
        var chosen = new EvidenceTable(Name, key, [.. columns.Select(c => c.Open())]);
        for (var row = 0; row < Count; row++)
        {
            if (asked.Values[row] is var code and not EvidenceColumn.Missing && words.Contains(asked.WordOf(code)))
                chosen.Add(this, row);
        }
        return chosen;
    }

    void Add(EvidenceTable other, int row)
    {
        for (var i = 0; i < columns.Length; i++)
            columns[i].Add(other.Columns[i], row);
    }

    internal void Clear()
    {
        foreach (var column in columns)
            column.Clear();
    }

    /// <summary>The rows in order of their key, as UTF-8 bytes.</summary>
    /// <param name="into">Of <see cref="Count"/> rows.</param>
    public void RowsInOrder(Span<int> into)
    {
        var (pooled, common) = (ArrayPool<ulong>.Shared.Rent(Count), CommonStart());
        var heads = pooled.AsSpan(0, Count);
        for (var row = 0; row < Count; row++)
            (into[row], heads[row]) = (row, Head(_key.TextAt(row), common));
        // Mostly the heads decide, which compare fast.
        heads.Sort(into);
        for (int first = 0, end; first < into.Length; first = end)
        {
            for (end = first + 1; end < into.Length && heads[end] == heads[first];)
                end++;
            if (end - first > 1)
                into[first..end].Sort(Compare);
        }
        ArrayPool<ulong>.Shared.Return(pooled);
    }

    int Compare(int a, int b) => _key.TextAt(a).SequenceCompareTo(_key.TextAt(b)) is var byKey and not 0 ? byKey : a.CompareTo(b);

    /// <summary>Bytes that all keys begin with.</summary>
    int CommonStart()
    {
        var common = Count == 0 ? 0 : _key.TextAt(0).Length;
        for (var row = 1; row < Count && common > 0; row++)
            common = Math.Min(common, _key.TextAt(row).CommonPrefixLength(_key.TextAt(0)));
        return common;
    }

    /// <summary>Eight bytes of a key from a place on, as a number of their order; what it lacks is as zeros.</summary>
    static ulong Head(ReadOnlySpan<byte> key, int start)
    {
        Span<byte> head = stackalloc byte[sizeof(ulong)];
        head.Clear();
        var rest = key[start..];
        rest[..Math.Min(rest.Length, head.Length)].CopyTo(head);
        return BinaryPrimitives.ReadUInt64BigEndian(head);
    }
}
