using System.Text;

namespace Metrics.Spreadsheets;

/// <summary>The distinct texts of a workbook, by number, one behind the other in UTF-8.</summary>
sealed class SharedTexts
{
    byte[] _text = new byte[4096];
    int[] _ends = new int[256];

    public int Count { get; private set; }

    /// <exception cref="InvalidDataException">There is no such text.</exception>
    public ReadOnlySpan<byte> this[int number] => number >= 0 && number < Count
        ? _text.AsSpan(number == 0 ? 0 : _ends[number - 1], _ends[number] - (number == 0 ? 0 : _ends[number - 1]))
        : throw new InvalidDataException($"no shared text {number}");

    public void Add(ReadOnlySpan<char> text)
    {
        var start = Count == 0 ? 0 : _ends[Count - 1];
        var end = start + Encoding.UTF8.GetByteCount(text);
        if (_text.Length < end)
            Array.Resize(ref _text, Math.Max(2 * _text.Length, end));
        if (_ends.Length == Count)
            Array.Resize(ref _ends, 2 * Count);
        Encoding.UTF8.GetBytes(text, _text.AsSpan(start));
        _ends[Count++] = end;
    }
}
