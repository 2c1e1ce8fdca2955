namespace Metrics.Evidence;

/// <summary>What a column of the evidence holds (contract 9).</summary>
public enum ColumnType : byte
{
    /// <summary>Any text.</summary>
    Text,
    /// <summary>A text out of few, by its code.</summary>
    Word,
    /// <summary>A <see cref="Day"/>.</summary>
    Date,
    /// <summary>China Standard Time, ticks of 100 ns.</summary>
    Moment,
    Number,
    /// <summary>0 or 1.</summary>
    Flag,
}

/// <summary>A column of the evidence with its values by row. Its room is used again after <see cref="Clear"/>.</summary>
/// <param name="wordOf">Of a column of words: the word of a code.</param>
public sealed class EvidenceColumn(string name, ColumnType type, Func<int, string>? wordOf = null)
{
    /// <summary>The value of a row without one.</summary>
    public const int Missing = int.MinValue;

    readonly Func<int, string>? _wordOf = wordOf;
    // Of texts: where each ends.
    int[] _values = [];
    byte[] _texts = [];
    long[] _moments = [];
    int _momentCount;

    public string Name { get; } = name;
    public ColumnType Type { get; } = type;
    public int Count { get; private set; }

    /// <summary>Bytes of all texts.</summary>
    public int TextBytes { get; private set; }

    /// <summary>All texts, one after the other.</summary>
    internal ReadOnlySpan<byte> Texts => _texts.AsSpan(0, TextBytes);

    /// <summary>By row: the code of a word, the number of a day, a number, 0 or 1; <see cref="Missing"/>. Of texts without meaning.</summary>
    public ReadOnlySpan<int> Values => _values.AsSpan(0, Count);

    public string WordOf(int code) => _wordOf!(code);

    /// <summary>The UTF-8 text of a row; empty: it has none.</summary>
    public ReadOnlySpan<byte> TextAt(int row)
    {
        var start = row == 0 ? 0 : _values[row - 1];
        return _texts.AsSpan(start, _values[row] - start);
    }

    /// <summary>The moment of a row; null: it has none.</summary>
    public DateTime? MomentAt(int row) => _values[row] == Missing ? null : new DateTime(_moments[row]);

    /// <summary>Room for the values of some more rows.</summary>
    internal Span<int> Take(int rows)
    {
        Grow(ref _values, Count, rows);
        Count += rows;
        return _values.AsSpan(Count - rows, rows);
    }

    /// <summary>Adds the moment of a row, before its value.</summary>
    /// <param name="at">Null: the row has none.</param>
    /// <returns>Its value.</returns>
    internal int Put(long? at)
    {
        Grow(ref _moments, _momentCount, 1);
        _moments[_momentCount++] = at ?? 0;
        return at is null ? Missing : 0;
    }

    /// <summary>Adds the text of a row, before its value.</summary>
    /// <returns>Its value.</returns>
    internal int Put(ReadOnlySpan<byte> text)
    {
        Grow(ref _texts, TextBytes, text.Length);
        text.CopyTo(_texts.AsSpan(TextBytes));
        return TextBytes += text.Length;
    }

    /// <summary>Adds the rows of the same column of another table.</summary>
    internal void Add(EvidenceColumn other)
    {
        var values = Take(other.Count);
        other.Values.CopyTo(values);
        if (Type == ColumnType.Text)
        {
            foreach (ref var end in values)
                end += TextBytes;
            Grow(ref _texts, TextBytes, other.TextBytes);
            other._texts.AsSpan(0, other.TextBytes).CopyTo(_texts.AsSpan(TextBytes));
            TextBytes += other.TextBytes;
        }
        else if (Type == ColumnType.Moment)
        {
            Grow(ref _moments, _momentCount, other._momentCount);
            other._moments.AsSpan(0, other._momentCount).CopyTo(_moments.AsSpan(_momentCount));
            _momentCount += other._momentCount;
        }
    }

    /// <summary>Adds a row of the same column of another table.</summary>
    internal void Add(EvidenceColumn other, int row)
    {
        var value = Type switch
        {
            ColumnType.Text => Put(other.TextAt(row)),
            ColumnType.Moment => Put(other.MomentAt(row)?.Ticks),
            _ => other._values[row],
        };
        Take(1)[0] = value;
    }

    /// <summary>The same column without values.</summary>
    internal EvidenceColumn Open() => new(Name, Type, _wordOf);

    internal void Clear() => (Count, TextBytes, _momentCount) = (0, 0, 0);

    static void Grow<T>(ref T[] array, int used, int more)
    {
        if (array.Length - used < more)
            Array.Resize(ref array, Math.Max(array.Length * 2, used + Math.Max(more, 256)));
    }
}
