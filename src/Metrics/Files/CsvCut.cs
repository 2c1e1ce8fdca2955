namespace Metrics.Files;

/// <summary>Where a run of whole records ends.</summary>
static class CsvCut
{
    /// <summary>
    /// The end of the last whole record in <paramref name="text"/>, which begins with a record and goes on; 0: there is none.
    /// Quotes are followed from the start, so that the answer does not depend on where the text was cut before.
    /// </summary>
    public static int LastEnd(ReadOnlySpan<byte> text, byte separator)
    {
        var at = 0;
        while (text[at..].IndexOf((byte)'"') is >= 0 and var quote)
        {
            var line = at + text.Slice(at, quote).LastIndexOf((byte)'\n') + 1;
            var end = CsvRecord.End(text[line..], separator, final: false, out _);
            if (end < 0)
                return line;
            at = line + end;
        }
        return text.LastIndexOf((byte)'\n') + 1;
    }
}
