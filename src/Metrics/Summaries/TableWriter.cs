using System.Globalization;
using System.Text;
using Metrics.Cube;

namespace Metrics.Summaries;

/// <summary>Writes the rows of a table as UTF-8 CSV: no BOM, header, LF, quoted only where needed.</summary>
sealed class TableWriter
{
    // The longest number: 19 digits, a point, a sign.
    const int NumberLength = 24;

    readonly string _name;
    readonly string[] _columns;
    readonly int _keys;
    readonly List<string[]> _glance = [];
    byte[] _csv = new byte[16 * 1024];
    int _length;
    int _column;
    string[]? _row;

    /// <param name="keys">The first columns are keys, texts; all others are numbers or empty.</param>
    /// <param name="columns">Names, with commas between.</param>
    internal TableWriter(string name, int keys, string columns)
    {
        (_name, _keys, _columns) = (name, keys, columns.Split(','));
        foreach (var column in _columns)
            Text(Encoding.UTF8.GetBytes(column));
        End();
    }

    /// <summary>Makes the row that begins one of those of <c>summary.json</c>.</summary>
    internal void AtAGlance() => _glance.Add(_row = new string[_columns.Length]);

    /// <summary>A key: the only field that may need quotes.</summary>
    internal void Text(ReadOnlySpan<byte> utf8)
    {
        Show(utf8);
        if (utf8.ContainsAny(",\"\r\n"u8))
            utf8 = Encoding.UTF8.GetBytes('"' + Encoding.UTF8.GetString(utf8).Replace("\"", "\"\"", StringComparison.Ordinal) + '"');
        utf8.CopyTo(Room(utf8.Length));
        Field(utf8.Length);
    }

    internal void Text(string text) => Text(Encoding.UTF8.GetBytes(text));

    internal void Count(long count)
    {
        var room = Room(NumberLength);
        count.TryFormat(room, out var length, default, CultureInfo.InvariantCulture);
        Number(room, length);
    }

    /// <summary>A number of nothing.</summary>
    internal void Empty() => Number(Room(0), 0);

    /// <summary>Four decimals; of nothing, empty.</summary>
    internal void Rate(long part, long whole) => Decimal(part, whole, 4);

    /// <summary>Two decimals; of nothing, empty.</summary>
    internal void Mean(long sum, long count) => Decimal(sum, count, 2);

    /// <summary>Numerator, denominator and value; of a count, which has no denominator, the value is the numerator.</summary>
    internal void Fraction(long numerator, long? denominator)
    {
        Count(numerator);
        if (denominator is { } whole)
        {
            Count(whole);
            Rate(numerator, whole);
        }
        else
        {
            Empty();
            Count(numerator);
        }
    }

    /// <summary>Mean, p50, p90 and maximum; of nothing, empty.</summary>
    internal void Days(Histogram days)
    {
        Mean(days.Sum, days.Count);
        foreach (var percent in (ReadOnlySpan<int>)[50, 90, 100])
        {
            if (days.Percentile(percent) is { } value)
                Count(value);
            else
                Empty();
        }
    }

    /// <summary>Ends a row.</summary>
    internal void End()
    {
        _csv[_length - 1] = (byte)'\n';
        (_column, _row) = (0, null);
    }

    internal Table Done() => new(_name, _keys, _columns, _csv[.._length], _glance);

    void Decimal(long part, long whole, int decimals)
    {
        var room = Room(NumberLength);
        Number(room, Numbers.Format(part, whole, decimals, room));
    }

    void Number(ReadOnlySpan<byte> room, int length)
    {
        Show(room[..length]);
        Field(length);
    }

    void Show(ReadOnlySpan<byte> field)
    {
        if (_row is not null)
            _row[_column] = Encoding.UTF8.GetString(field);
    }

    void Field(int length)
    {
        _length += length;
        _csv[_length++] = (byte)',';
        _column++;
    }

    // And one for the separator.
    Span<byte> Room(int length)
    {
        if (_csv.Length - _length <= length)
            Array.Resize(ref _csv, Math.Max(_csv.Length * 2, _length + length + 1));
        return _csv.AsSpan(_length);
    }
}
