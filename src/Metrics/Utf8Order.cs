namespace Metrics;

/// <summary>The order of texts as UTF-8 bytes, without encoding them: code points, not UTF-16 units, decide.</summary>
public sealed class Utf8Order : IComparer<string>
{
    public static readonly Utf8Order Instance = new();

    public int Compare(string? x, string? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        return Compare(x.AsSpan(), y);
    }

    public static int Compare(ReadOnlySpan<char> x, ReadOnlySpan<char> y)
    {
        var same = x.CommonPrefixLength(y);
        if (same == x.Length || same == y.Length)
            return x.Length.CompareTo(y.Length);
        return Weight(x[same]).CompareTo(Weight(y[same]));
    }

    // Surrogates (U+D800..U+DFFF) stand for code points above U+FFFF: moved up to 0x10000, they sort after all others.
    static int Weight(char unit) => char.IsSurrogate(unit) ? unit + 0x2800 : unit;
}
