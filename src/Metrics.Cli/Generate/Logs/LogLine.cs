namespace Metrics.Cli.Generate.Logs;

/// <summary>One line to be written: the values of its columns, encoded. Used again for each line.</summary>
sealed class LogLine
{
    readonly byte[] _text = new byte[2048];
    readonly int[] _start = new int[Columns.Count];
    readonly int[] _length = new int[Columns.Count];
    int _used;

    public ReadOnlySpan<byte> this[Column column] => _text.AsSpan(_start[(int)column], _length[(int)column]);

    public void Clear()
    {
        Array.Clear(_length);
        _used = 0;
    }

    public void Set(Column column, ReadOnlySpan<byte> value) => value.CopyTo(Room(column, value.Length));

    /// <summary>Space for a value of <paramref name="length"/> bytes, to be filled by the caller.</summary>
    public Span<byte> Room(Column column, int length)
    {
        _start[(int)column] = _used;
        _length[(int)column] = length;
        _used += length;
        return _text.AsSpan(_used - length, length);
    }
}
