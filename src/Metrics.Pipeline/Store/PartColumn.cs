using System.Text;
using Parquet;
using Parquet.Schema;

namespace Metrics.Pipeline.Store;

/// <summary>A text column of a row group that was read, as UTF-8. A text holds until the next one is asked for.</summary>
sealed class PartColumn
{
    readonly ReadOnlyMemory<char>[] _values;
    byte[] _utf8 = new byte[256];
    int _length;
    ReadOnlyMemory<char> _last;

    PartColumn(ReadOnlyMemory<char>[] values) => _values = values;

    internal static async Task<PartColumn> ReadAsync(ParquetRowGroupReader group, DataField field, int rows, CancellationToken stop)
    {
        var values = new ReadOnlyMemory<char>[rows];
        await group.ReadAsync<ReadOnlyMemory<char>>(field, values, cancellationToken: stop);
        return new(values);
    }

    internal ReadOnlySpan<byte> Utf8(int row)
    {
        var value = _values[row];
        if (!value.Equals(_last)) // a repeated value is often the very same memory
        {
            if (_utf8.Length < value.Length * 3)
                _utf8 = new byte[value.Length * 3];
            _length = Encoding.UTF8.GetBytes(value.Span, _utf8);
            _last = value;
        }
        return _utf8.AsSpan(0, _length);
    }

    /// <summary>The number of the row's word.</summary>
    /// <exception cref="InvalidDataException">The word is none of them.</exception>
    internal int Word(int row, IReadOnlyList<string> words)
    {
        var value = _values[row].Span;
        for (var i = 0; i < words.Count; i++)
        {
            if (value.SequenceEqual(words[i]))
                return i;
        }
        throw new InvalidDataException($"Found the word '{value}', expected one of {string.Join(", ", words)}.");
    }
}
