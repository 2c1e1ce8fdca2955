using System.Buffers;
using System.Text;

namespace Metrics.Documents.Columns;

/// <summary>What Parquet calls a column's type.</summary>
enum FileType
{
    Text,
    /// <summary>Days; given by their number since 0001-01-01.</summary>
    Date,
    /// <summary>Microseconds of no time zone; given as ticks of 100 ns.</summary>
    Timestamp,
    Int32,
    Boolean,
}

/// <summary>A column of a file; any of its values may be missing.</summary>
sealed record FileColumn(string Name, FileType Type);

/// <summary>
/// A Parquet file with one row group, written column by column from numbers: of a text out of few the code is enough, and its dictionary
/// is written as such. Why not by a library: docs/decisions/evidence-columns.md. Not compressed: packed codes take a few bits each.
/// </summary>
/// <param name="to">Written from its place on.</param>
sealed partial class ColumnFile(Stream to, IReadOnlyList<FileColumn> columns, int rows) : IDisposable
{
    /// <summary>The number of a row that has none.</summary>
    internal const int Missing = int.MinValue;

    /// <summary>A column's number of values, where its pages lie, and their bytes.</summary>
    /// <param name="Dictionary">Where its dictionary lies; null: it has none.</param>
    readonly record struct Chunk(long? Dictionary, long Data, long Size);

    static readonly int _epoch = new DateOnly(1970, 1, 1).DayNumber;

    readonly List<Chunk> _chunks = [];
    readonly NumberDictionary _dictionary = new(rows);
    readonly ByteBuffer _header = new();
    readonly ByteBuffer _page = new();
    readonly int[] _present = ArrayPool<int>.Shared.Rent(rows);
    readonly int[] _levels = ArrayPool<int>.Shared.Rent(rows);
    long _offset;

    static ReadOnlySpan<byte> Magic => "PAR1"u8;

    FileColumn Next => columns[_chunks.Count];

    internal void Begin() => Write(Magic);

    /// <summary>The next column, of numbers or days.</summary>
    /// <param name="values">By row; <see cref="Missing"/>: none.</param>
    internal void Numbers(ReadOnlySpan<int> values)
    {
        var shift = Next.Type == FileType.Date ? _epoch : 0;
        var present = Present(values);
        _dictionary.Fill(present);
        if (_dictionary.Distinct.Count >= present.Length / 2)
        {
            BeginPage();
            foreach (var value in present)
                _page.Add(value - shift);
            EndChunk(null, Plain);
            return;
        }
        _page.Clear();
        foreach (var value in _dictionary.Distinct)
            _page.Add(value - shift);
        Places(present.Length);
    }

    /// <summary>The next column, of texts out of few.</summary>
    /// <param name="codes">By row; <see cref="Missing"/>: none.</param>
    internal void Words(ReadOnlySpan<int> codes, Func<int, string> wordOf)
    {
        var present = Present(codes);
        _dictionary.Fill(present);
        _page.Clear();
        foreach (var code in _dictionary.Distinct)
            AddText(Encoding.UTF8.GetBytes(wordOf(code)));
        Places(present.Length);
    }

    /// <summary>The next column, of flags.</summary>
    /// <param name="values">By row: 0, 1 or <see cref="Missing"/>.</param>
    internal void Flags(ReadOnlySpan<int> values)
    {
        var present = Present(values);
        BeginPage();
        var bits = _page.Take((present.Length + 7) / 8);
        bits.Clear();
        for (var i = 0; i < present.Length; i++)
            bits[i / 8] |= (byte)(present[i] << i % 8);
        EndChunk(null, Plain);
    }

    internal delegate ReadOnlySpan<byte> TextOf(int row);

    /// <summary>The next column, of any texts.</summary>
    /// <param name="textOf">UTF-8; empty: none.</param>
    internal void Texts(TextOf textOf)
    {
        for (var row = 0; row < rows; row++)
            _levels[row] = textOf(row).IsEmpty ? 0 : 1;
        BeginPage();
        for (var row = 0; row < rows; row++)
        {
            if (_levels[row] != 0)
                AddText(textOf(row));
        }
        EndChunk(null, Plain);
    }

    /// <summary>The next column, of moments.</summary>
    /// <param name="momentOf">Null: none.</param>
    internal void Moments(Func<int, DateTime?> momentOf)
    {
        for (var row = 0; row < rows; row++)
            _levels[row] = momentOf(row) is null ? 0 : 1;
        BeginPage();
        for (var row = 0; row < rows; row++)
        {
            if (momentOf(row) is { } moment)
                _page.Add((moment.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond);
        }
        EndChunk(null, Plain);
    }

    /// <summary>Writes what readers begin with, when all columns are there.</summary>
    internal void End()
    {
        _page.Clear();
        Footer(new(_page));
        var length = _page.Length;
        _page.Add(length);
        _page.Add(Magic);
        Write(_page.Written);
    }

    public void Dispose()
    {
        _dictionary.Dispose();
        _header.Dispose();
        _page.Dispose();
        ArrayPool<int>.Shared.Return(_present);
        ArrayPool<int>.Shared.Return(_levels);
    }

    ReadOnlySpan<int> Present(ReadOnlySpan<int> values)
    {
        var count = 0;
        for (var row = 0; row < values.Length; row++)
        {
            _levels[row] = values[row] == Missing ? 0 : 1;
            _present[count] = values[row];
            count += _levels[row];
        }
        return _present.AsSpan(0, count);
    }

    void AddText(ReadOnlySpan<byte> utf8)
    {
        _page.Add(utf8.Length);
        _page.Add(utf8);
    }

    /// <summary>Writes the dictionary that lies in the page, then the places in it.</summary>
    void Places(int present)
    {
        if (present == 0)
        {
            BeginPage();
            EndChunk(null, Plain);
            return;
        }
        var start = _offset;
        WritePage(DictionaryPage, _dictionary.Distinct.Count, Plain);
        BeginPage();
        var bits = SmallNumbers.BitsOf(_dictionary.Distinct.Count);
        _page.Add((byte)bits);
        SmallNumbers.Write(_dictionary.Places(present), bits, _page);
        EndChunk(start, RleDictionary);
    }

    /// <summary>Begins a page of values with which rows have one.</summary>
    void BeginPage()
    {
        _page.Clear();
        _page.Add(0);
        SmallNumbers.Write(_levels.AsSpan(0, rows), 1, _page);
        _page.Set(0, _page.Length - sizeof(int));
    }

    void EndChunk(long? dictionary, int encoding)
    {
        var data = _offset;
        WritePage(DataPage, rows, encoding);
        _chunks.Add(new(dictionary, data, _offset - (dictionary ?? data)));
    }

    void Write(ReadOnlySpan<byte> bytes)
    {
        to.Write(bytes);
        _offset += bytes.Length;
    }
}
