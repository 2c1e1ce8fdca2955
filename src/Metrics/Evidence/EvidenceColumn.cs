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
    /// <summary>The value of a row without one; of a text too.</summary>
    public const long Missing = long.MinValue;

    readonly Func<int, string>? _wordOf = wordOf;
    // Of texts: where each ends.
    long[] _values = [];
    byte[] _texts = [];

    public string Name { get; } = name;
    public ColumnType Type { get; } = type;
    public int Count { get; private set; }

    /// <summary>Bytes of all texts.</summary>
    public int TextBytes { get; private set; }

    /// <summary>By row: the code of a word, the number of a day, ticks, a number, 0 or 1; <see cref="Missing"/>. Of texts without meaning.</summary>
    public ReadOnlySpan<long> Values => _values.AsSpan(0, Count);

    public string WordOf(long code) => _wordOf!((int)code);

    /// <summary>The UTF-8 text of a row; empty: it has none.</summary>
    public ReadOnlySpan<byte> TextAt(int row)
    {
        var start = row == 0 ? 0 : (int)_values[row - 1];
        return _texts.AsSpan(start, (int)_values[row] - start);
    }

    internal void Add(long value)
    {
        if (Count == _values.Length)
            Array.Resize(ref _values, Math.Max(1024, Count * 2));
        _values[Count++] = value;
    }

    internal void Add(ReadOnlySpan<byte> text)
    {
        Grow(text.Length);
        text.CopyTo(_texts.AsSpan(TextBytes));
        TextBytes += text.Length;
        Add(TextBytes);
    }

    /// <summary>Adds the rows of the same column of another table.</summary>
    internal void Add(EvidenceColumn other)
    {
        if (_values.Length < Count + other.Count)
            Array.Resize(ref _values, Math.Max(_values.Length * 2, Count + other.Count));
        if (Type == ColumnType.Text)
        {
            for (var row = 0; row < other.Count; row++)
                Add(other.TextAt(row));
            return;
        }
        other.Values.CopyTo(_values.AsSpan(Count));
        Count += other.Count;
    }

    internal void Clear() => (Count, TextBytes) = (0, 0);

    void Grow(int bytes)
    {
        if (_texts.Length - TextBytes < bytes)
            Array.Resize(ref _texts, Math.Max(_texts.Length * 2, TextBytes + Math.Max(bytes, 1024)));
    }
}
