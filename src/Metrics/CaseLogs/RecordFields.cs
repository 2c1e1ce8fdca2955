using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Metrics.Files;
using Metrics.Mappings;

namespace Metrics.CaseLogs;

/// <summary>
/// The fields of one record, in valid UTF-8. <paramref name="seps"/> holds the place before the first field, then the end of
/// each; between two fields lies one byte. <paramref name="map"/> gives a column's field, or <see cref="Missing"/>, or the
/// complement of the number of one of <paramref name="words"/>, which are clean.
/// </summary>
/// <param name="raw">Fields are as in a well-formed CSV: those that begin with a quote, or with <c>=</c> and a quote, are quoted.</param>
readonly ref struct RecordFields(ReadOnlySpan<byte> text, ReadOnlySpan<int> seps, ReadOnlySpan<int> map, bool raw, byte[][]? words = null)
{
    /// <summary>The place of a column that is not there.</summary>
    public const int Missing = -1;

    readonly ReadOnlySpan<byte> _text = text;
    readonly ReadOnlySpan<int> _seps = seps;
    readonly ReadOnlySpan<int> _map = map;
    readonly bool _raw = raw;
    readonly byte[][]? _words = words;

    /// <summary>The same record under other columns.</summary>
    public RecordFields With(ReadOnlySpan<int> map, byte[][] words) => new(_text, _seps, map, _raw, words);

    /// <summary>The column's value, cleaned; empty when it is not there.</summary>
    public ReadOnlySpan<byte> this[Column column]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => this[(int)column];
    }

    public ReadOnlySpan<byte> this[int column]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            var field = _map[column];
            if (field < 0)
                return field == Missing ? default : _words![~field];
            // The separators come from the text itself: they lie inside it and ascend.
            ref var sep = ref Unsafe.Add(ref MemoryMarshal.GetReference(_seps), field);
            unchecked
            {
                var value = MemoryMarshal.CreateReadOnlySpan(
                    ref Unsafe.Add(ref MemoryMarshal.GetReference(_text), sep + 1), Unsafe.Add(ref sep, 1) - sep - 1);
                return Cleaning.IsClean(value) ? value : Value(value);
            }
        }
    }

    /// <summary>Where the column's value lies.</summary>
    public int PlaceOf(int column) => _map[column];

    /// <summary>One of the columns is in the file.</summary>
    public bool HasAny(Column a, Column b) => (_map[(int)a] & _map[(int)b]) != Missing;

    ReadOnlySpan<byte> Value(ReadOnlySpan<byte> field) =>
        Cleaning.Clean(_raw && CsvRecord.OpeningQuote(field) is >= 0 and var quote ? Unquote(field[quote..]) : field);

    static ReadOnlySpan<byte> Unquote(ReadOnlySpan<byte> field)
    {
        var inner = field[1..field.LastIndexOf((byte)'"')];
        return inner.Contains((byte)'"')
            ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(inner).Replace("\"\"", "\"", StringComparison.Ordinal))
            : inner;
    }
}
