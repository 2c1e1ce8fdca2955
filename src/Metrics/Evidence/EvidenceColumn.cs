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

    public string Name { get; } = name;
    public ColumnType Type { get; } = type;
    public int Count { get; private set; }

    /// <summary>Bytes of all texts.</summary>
    public int TextBytes { get; private set; }

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

    internal void Add(int value)
    {
        Grow(ref _values, Count, 1);
        _values[Count++] = value;
    }

    /// <param name="at">Null: the row has none.</param>
    internal void AddMoment(long? at)
    {
        Grow(ref _moments, Count, 1);
        _moments[Count] = at ?? 0;
        Add(at is null ? Missing : 0);
    }

    internal void Add(ReadOnlySpan<byte> text)
    {
        Grow(ref _texts, TextBytes, text.Length);
        text.CopyTo(_texts.AsSpan(TextBytes));
        TextBytes += text.Length;
        Add(TextBytes);
    }

    /// <summary>Adds the rows of the same column of another table.</summary>
    internal void Add(EvidenceColumn other)
    {
        Grow(ref _values, Count, other.Count);
        other.Values.CopyTo(_values.AsSpan(Count));
        if (Type == ColumnType.Text)
        {
            foreach (ref var end in _values.AsSpan(Count, other.Count))
                end += TextBytes;
            Grow(ref _texts, TextBytes, other.TextBytes);
            other._texts.AsSpan(0, other.TextBytes).CopyTo(_texts.AsSpan(TextBytes));
            TextBytes += other.TextBytes;
        }
        else if (Type == ColumnType.Moment)
        {
            Grow(ref _moments, Count, other.Count);
            other._moments.AsSpan(0, other.Count).CopyTo(_moments.AsSpan(Count));
        }
        Count += other.Count;
    }

    /// <summary>Adds a row of the same column of another table.</summary>
    internal void Add(EvidenceColumn other, int row)
    {
        if (Type == ColumnType.Text)
            Add(other.TextAt(row));
        else if (Type == ColumnType.Moment)
            AddMoment(other.MomentAt(row)?.Ticks);
        else
            Add(other._values[row]);
    }

    /// <summary>The same column without values.</summary>
    internal EvidenceColumn Open() => new(Name, Type, _wordOf);

    internal void Clear() => (Count, TextBytes) = (0, 0);

    static void Grow<T>(ref T[] array, int used, int more)
    {
        if (array.Length - used < more)
            Array.Resize(ref array, Math.Max(array.Length * 2, used + Math.Max(more, 256)));
    }
}
