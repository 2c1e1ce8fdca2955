using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Metrics.CaseLogs;

/// <summary>
/// The fields of one record, in valid UTF-8. <paramref name="seps"/> holds the place before the first field, then the end of
/// each; between two fields lies one byte. <paramref name="map"/> gives a contract column's field, or -1.
/// </summary>
readonly ref struct Row(ReadOnlySpan<byte> text, ReadOnlySpan<int> seps, ReadOnlySpan<int> map)
{
    readonly ReadOnlySpan<byte> _text = text;
    readonly ReadOnlySpan<int> _seps = seps;
    readonly ReadOnlySpan<int> _map = map;

    /// <summary>The column's value, trimmed; empty when it is not there.</summary>
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
                return WhiteSpace.Trim(MemoryMarshal.CreateReadOnlySpan(
                    ref Unsafe.Add(ref MemoryMarshal.GetReference(_text), sep + 1), Unsafe.Add(ref sep, 1) - sep - 1));
            }
        }
    }
}
