using System.Text;
using Parquet;
using Parquet.Schema;

namespace Metrics.Pipeline.Events;

/// <summary>A text column of a row group while it is filled, from UTF-8.</summary>
/// <param name="repeats">Few different values: each is made a text once.</param>
/// <param name="rows">Rows of the group.</param>
/// <param name="bytes">An upper bound of all texts together; unused when values repeat.</param>
sealed class TextColumn(DataField field, bool repeats, int rows, int bytes)
{
    readonly ReadOnlyMemory<char>[] _values = new ReadOnlyMemory<char>[rows];
    readonly char[] _chars = repeats ? [] : new char[bytes];
    readonly Utf8Index _known = new();
    readonly List<ReadOnlyMemory<char>> _words = [];
    int _rows;
    int _used;

    internal void Add(ReadOnlySpan<byte> utf8)
    {
        if (!utf8.IsEmpty)
            _values[_rows] = repeats ? Word(utf8) : Copy(utf8);
        _rows++;
    }

    internal void Add(string word) => _values[_rows++] = word.AsMemory();

    internal Task WriteAsync(ParquetRowGroupWriter group, CancellationToken stop) =>
        group.WriteAsync<ReadOnlyMemory<char>>(field, _values, cancellationToken: stop);

    ReadOnlyMemory<char> Word(ReadOnlySpan<byte> utf8)
    {
        var word = _known.Add(utf8);
        if (word == _words.Count)
            _words.Add(Encoding.UTF8.GetString(utf8).AsMemory());
        return _words[word];
    }

    Memory<char> Copy(ReadOnlySpan<byte> utf8)
    {
        var length = Encoding.UTF8.GetChars(utf8, _chars.AsSpan(_used));
        var text = _chars.AsMemory(_used, length);
        _used += length;
        return text;
    }
}
