namespace Metrics.Files;

/// <summary>Where a CSV record ends, and its fields (RFC 4180, with a quoted field perhaps behind an equals sign; contract 1.4).</summary>
static class CsvRecord
{
    /// <summary>
    /// The end of the record at the start of <paramref name="text"/>, its line end included; -1: more text is needed, which
    /// never happens when <paramref name="final"/>. A record with a quoting fault or over the limit is its first physical line alone.
    /// </summary>
    public static int End(ReadOnlySpan<byte> text, byte separator, bool final, out bool fault)
    {
        var near = text.Length > LogRecord.MaxWithLineEnd ? text[..LogRecord.MaxWithLineEnd] : text;
        var last = final && near.Length == text.Length;
        var end = WellFormedEnd(near, separator, last, out fault);
        if (end < 0 && !fault && near.Length == LogRecord.MaxWithLineEnd)
            fault = true;
        if (end >= 0 && LogRecord.IsTooLong(text[..end]))
            fault = true;
        if (!fault)
            return end;
        var lineEnd = text.IndexOf((byte)'\n');
        return lineEnd >= 0 ? lineEnd + 1 : final ? text.Length : -1;
    }

    /// <summary>-1 with no fault: the record goes on past the text.</summary>
    static int WellFormedEnd(ReadOnlySpan<byte> text, byte separator, bool last, out bool fault)
    {
        fault = false;
        var at = 0;
        while (true)
        {
            if (OpeningQuote(text[at..]) is >= 0 and var quote && !TrySkipQuoted(text, at + quote, separator, last, out at, out fault))
                return -1;
            else if (text[at..].IndexOfAny(separator, (byte)'\n', (byte)'"') is >= 0 and var found)
                at += found;
            else
                return last ? text.Length : -1;
            if (text[at] == '\n')
                return at + 1;
            fault = text[at] == '"';
            if (fault)
                return -1;
            at++;
        }
    }

    /// <summary>Where a quoted field's first quote stands: at its start or behind an equals sign there; -1: it is not quoted.</summary>
    public static int OpeningQuote(ReadOnlySpan<byte> field) =>
        field is [(byte)'"', ..] ? 0 : field is [(byte)'=', (byte)'"', ..] ? 1 : -1;

    /// <summary>Moves from an opening quote to what follows the closing one: a separator, a line end or the text's end.</summary>
    static bool TrySkipQuoted(ReadOnlySpan<byte> text, int opening, byte separator, bool last, out int at, out bool fault)
    {
        fault = false;
        for (at = opening + 1; ; at += 2)
        {
            var quote = text[at..].IndexOf((byte)'"');
            if (quote < 0)
            {
                fault = last;
                return false;
            }
            at += quote;
            if (at + 1 == text.Length || text[at + 1] != '"')
                break;
        }
        at++;
        var rest = text[at..];
        var ends = rest is [] or [(byte)'\n', ..] or [(byte)'\r', (byte)'\n', ..] || rest[0] == separator;
        // A lone CR at the end may yet be followed by its LF.
        fault = !ends && (last || rest is not [(byte)'\r']);
        return ends;
    }

    /// <summary>
    /// Splits a well-formed record without its line end into <paramref name="into"/>, quotes taken off; <paramref name="seps"/>
    /// gets -1, then the end of each field, and has room for one more place than the record has bytes, and one. Returns the number of fields.
    /// </summary>
    public static int Split(ReadOnlySpan<byte> record, byte separator, Span<byte> into, Span<int> seps)
    {
        int fields = 0, length = 0;
        seps[0] = -1;
        while (true)
        {
            record = record[CopyField(record, separator, into, ref length)..];
            seps[++fields] = length;
            if (record.IsEmpty)
                return fields;
            into[length++] = separator;
            record = record[1..];
        }
    }

    /// <summary>Returns the bytes that the field takes up in the record, up to its separator.</summary>
    static int CopyField(ReadOnlySpan<byte> record, byte separator, Span<byte> into, ref int length)
    {
        var opening = OpeningQuote(record);
        if (opening < 0)
        {
            var end = record.IndexOf(separator);
            end = end < 0 ? record.Length : end;
            record[..end].CopyTo(into[length..]);
            length += end;
            return end;
        }
        var at = opening + 1;
        while (true)
        {
            var quote = record[at..].IndexOf((byte)'"');
            var doubled = at + quote + 1 < record.Length && record[at + quote + 1] == '"';
            var kept = quote + (doubled ? 1 : 0);
            record.Slice(at, kept).CopyTo(into[length..]);
            length += kept;
            at += quote + (doubled ? 2 : 1);
            if (!doubled)
                return at;
        }
    }
}
