namespace Metrics.Files;

/// <summary>What a cell holds, once the marks are taken off that programs leave there (contract 1).</summary>
static class Cleaning
{
    static readonly WordTable s_missing = new(
        ("NULL", 0), ("null", 0), ("\\N", 0), ("N/A", 0), ("#N/A", 0), ("NaN", 0), ("nan", 0), ("None", 0),
        ("-", 0), ("--", 0), ("—", 0), ("/", 0), ("无", 0), ("空", 0));

    /// <summary>Trimmed, without the form <c>="…"</c>; empty if it is missing.</summary>
    public static ReadOnlySpan<byte> Clean(ReadOnlySpan<byte> cell)
    {
        var value = WhiteSpace.Trim(cell);
        if (value is [(byte)'=', (byte)'"', .., (byte)'"'])
            value = WhiteSpace.Trim(value[2..^1]);
        return s_missing.Find(value) < 0 ? value : [];
    }
}
