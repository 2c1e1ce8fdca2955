using System.Text;

namespace Metrics.Spreadsheets;

/// <summary>One row of a sheet as text, its cells in the order of their columns; filled again for each row. For one thread.</summary>
public sealed class SheetRow
{
    /// <summary>Bytes of UTF-8 that a row may have, those between its cells too: what a record of a log may have (contract 1.4).</summary>
    public const int MaxBytes = 65_536;

    byte[] _text = new byte[1024];
    int[] _seps = new int[64];

    /// <summary>As the program shows it; the first is 1.</summary>
    public int Number { get; private set; }

    /// <summary>Cells up to the last one that was added.</summary>
    public int Count { get; private set; }

    /// <summary>It has more text than a row may have; its cells are not all there.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>The cells in UTF-8; between two lies one byte.</summary>
    internal ReadOnlySpan<byte> Text => _text.AsSpan(0, Math.Max(0, _seps[Count]));

    /// <summary>The place before the first cell, then the end of each.</summary>
    internal ReadOnlySpan<int> Seps => _seps.AsSpan(0, Count + 1);

    public ReadOnlySpan<byte> this[int cell] => _text.AsSpan((_seps[cell] + 1).._seps[cell + 1]);

    internal void Begin(int number)
    {
        (Number, Count, IsTooLong) = (number, 0, false);
        _seps[0] = -1;
    }

    /// <summary>Adds a cell; those between it and the one before are empty.</summary>
    /// <param name="column">From 0; not before the last one added.</param>
    internal void Add(int column, ReadOnlySpan<byte> utf8)
    {
        if (TryReach(column) && TryGrow(utf8.Length))
            utf8.CopyTo(_text.AsSpan(_seps[Count - 1] + 1));
    }

    /// <inheritdoc cref="Add(int, ReadOnlySpan{byte})"/>
    internal void Add(int column, ReadOnlySpan<char> text)
    {
        if (TryReach(column) && TryGrow(Encoding.UTF8.GetByteCount(text)))
            Encoding.UTF8.GetBytes(text, _text.AsSpan(_seps[Count - 1] + 1));
    }

    bool TryReach(int column)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(column, Count);
        if (_seps.Length < column + 2)
            Array.Resize(ref _seps, 2 * (column + 2));
        while (Count < column && !IsTooLong)
            TryGrow(0);
        return !IsTooLong;
    }

    bool TryGrow(int bytes)
    {
        var end = _seps[Count] + 1 + bytes;
        IsTooLong = end > MaxBytes;
        if (IsTooLong)
            return false;
        if (_text.Length < end)
            Array.Resize(ref _text, Math.Max(end, 2 * _text.Length));
        _seps[++Count] = end;
        return true;
    }
}
