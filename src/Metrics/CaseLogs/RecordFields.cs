using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Metrics.Files;

namespace Metrics.CaseLogs;

/// <summary>
/// The fields of one record, in valid UTF-8. <paramref name="seps"/> holds the place before the first field, then the end of
/// each; between two fields lies one byte. <paramref name="map"/> gives a contract column's field, or -1.
/// </summary>
/// <param name="raw">Fields are as in a well-formed CSV: those that begin with a quote, or with <c>=</c> and a quote, are quoted.</param>
readonly ref struct RecordFields(ReadOnlySpan<byte> text, ReadOnlySpan<int> seps, ReadOnlySpan<int> map, bool raw)
{
    readonly ReadOnlySpan<byte> _text = text;
    readonly ReadOnlySpan<int> _seps = seps;
    readonly ReadOnlySpan<int> _map = map;
    readonly bool _raw = raw;

    /// <summary>The column's value, cleaned; empty when it is not there.</summary>
    public ReadOnlySpan<byte> this[Column column]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            var field = _map[(int)column];
            if (field < 0)
                return default;
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

    /// <summary>One of the columns is in the file.</summary>
    public bool HasAny(Column a, Column b) => (_map[(int)a] & _map[(int)b]) >= 0;

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
