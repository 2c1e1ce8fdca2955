namespace Metrics.Documents.Columns;

/// <summary>A column of a row group: where its pages lie in the group, and how large they are.</summary>
/// <param name="Dictionary">Where its dictionary lies; null: it has none.</param>
/// <param name="Unpacked">Bytes before they were compressed.</param>
/// <param name="Encoding">Of its values.</param>
readonly record struct ColumnChunk(int? Dictionary, int Data, int Size, int Unpacked, int Encoding);

/// <summary>
/// A row group of a <see cref="ColumnFile"/>: its columns come one after the other, in their order. It holds until another is made in its room.
/// </summary>
public sealed partial class ColumnGroup
{
    static readonly int _epoch = new DateOnly(1970, 1, 1).DayNumber;
    static readonly long _epochMicroseconds = DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerMicrosecond;

    readonly IReadOnlyList<FileColumn> _columns;
    readonly bool _isCompressed;
    readonly List<ColumnChunk> _chunks = [];
    readonly NumberDictionary _dictionary;
    readonly ByteBuffer _bytes;
    readonly ByteBuffer _page;
    readonly ByteBuffer _packed;
    readonly int[] _present;
    readonly int[] _levels;

    internal ColumnGroup(IReadOnlyList<FileColumn> columns, int rows, bool isCompressed, ColumnRoom room)
    {
        room.Begin(rows);
        (_columns, Rows, _isCompressed) = (columns, rows, isCompressed);
        (_dictionary, _bytes, _page, _packed, _present, _levels) = (room.Dictionary, room.Bytes, room.Page, room.Packed, room.Present, room.Levels);
    }

    internal int Rows { get; }

    internal IReadOnlyList<ColumnChunk> Chunks => _chunks;

    /// <summary>The pages of all columns.</summary>
    internal ReadOnlySpan<byte> Written => _bytes.Written;

    FileColumn Next => _columns[_chunks.Count];

    /// <summary>The next column, of numbers or days.</summary>
    /// <param name="values">By row; <see cref="ColumnFile.Missing"/>: none.</param>
    public void Numbers(ReadOnlySpan<int> values)
    {
        var shift = Next.Type == FileType.Date ? _epoch : 0;
        var present = Present(values);
        _dictionary.Fill(present);
        if (_dictionary.Distinct.Count >= present.Length / 2)
        {
            BeginPage();
            foreach (var value in present)
                _page.Add(value - shift);
            EndChunk(Plain);
            return;
        }
        _page.Clear();
        foreach (var value in _dictionary.Distinct)
            _page.Add(value - shift);
        Places(present.Length);
    }

    /// <summary>The next column, of numbers that mostly rise a little from row to row. Every row has one.</summary>
    public void Rising(ReadOnlySpan<int> values)
    {
        BeginPage();
        DeltaNumbers.Write(values, _page);
        EndChunk(Delta);
    }

    /// <summary>UTF-8 of a number: of a row, or a code.</summary>
    public delegate ReadOnlySpan<byte> TextOf(int number);

    /// <summary>The next column, of texts that come again.</summary>
    /// <param name="codes">By row; <see cref="ColumnFile.Missing"/>: none.</param>
    /// <param name="wordOf">By code.</param>
    public void Words(ReadOnlySpan<int> codes, TextOf wordOf)
    {
        var present = Present(codes);
        _dictionary.Fill(present);
        _page.Clear();
        foreach (var code in _dictionary.Distinct)
            AddText(wordOf(code));
        Places(present.Length);
    }

    /// <summary>The next column, of flags.</summary>
    /// <param name="values">By row: 0, 1 or <see cref="ColumnFile.Missing"/>.</param>
    public void Flags(ReadOnlySpan<int> values)
    {
        var present = Present(values);
        BeginPage();
        var bits = _page.Take((present.Length + 7) / 8);
        bits.Clear();
        for (var i = 0; i < present.Length; i++)
            bits[i / 8] |= (byte)(present[i] << i % 8);
        EndChunk(Plain);
    }

    /// <summary>The next column, of any texts.</summary>
    /// <param name="textOf">By row; empty: none, where a value may be missing.</param>
    public void Texts(TextOf textOf)
    {
        FindPresent(row => !textOf(row).IsEmpty);
        BeginPage();
        for (var row = 0; row < Rows; row++)
        {
            if (Next.IsRequired || _levels[row] != 0)
                AddText(textOf(row));
        }
        EndChunk(Plain);
    }

    /// <summary>The next column, of moments.</summary>
    /// <param name="momentOf">By row; null: none.</param>
    public void Moments(Func<int, DateTime?> momentOf)
    {
        FindPresent(row => momentOf(row) is not null);
        BeginPage();
        for (var row = 0; row < Rows; row++)
        {
            if (momentOf(row) is { } moment)
                _page.Add(moment.Ticks / TimeSpan.TicksPerMicrosecond - _epochMicroseconds);
        }
        EndChunk(Plain);
    }

    void FindPresent(Predicate<int> isThere)
    {
        for (var row = 0; row < Rows && !Next.IsRequired; row++)
            _levels[row] = isThere(row) ? 1 : 0;
    }

    ReadOnlySpan<int> Present(ReadOnlySpan<int> values)
    {
        if (Next.IsRequired)
            return values;
        var count = 0;
        for (var row = 0; row < values.Length; row++)
        {
            _levels[row] = values[row] == ColumnFile.Missing ? 0 : 1;
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
}
