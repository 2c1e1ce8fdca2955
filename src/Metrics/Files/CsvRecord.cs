namespace Metrics.Files;

/// <summary>Where a CSV record ends, and its fields (RFC 4180; contract 1.4).</summary>
static class CsvRecord
{
    /// <summary>
    /// The end of the record at the start of <paramref name="text"/>, its line end included; -1: more text is needed, which
    /// never happens when <paramref name="final"/>. A record with a quoting fault or over the limit is its first physical line alone.
    /// </summary>
    public static int End(ReadOnlySpan<byte> text, bool final, out bool fault)
    {
        var near = text.Length > LogRecord.Horizon ? text[..LogRecord.Horizon] : text;
        var last = final && near.Length == text.Length;
        var end = WellFormedEnd(near, last, out fault);
        if (end < 0 && !fault && near.Length == LogRecord.Horizon)
            fault = true;
        if (end >= 0 && LogRecord.IsTooLong(text[..end]))
            fault = true;
        if (!fault)
            return end;
        var lineEnd = text.IndexOf((byte)'\n');
        return lineEnd >= 0 ? lineEnd + 1 : final ? text.Length : -1;
    }

    /// <summary>-1 with no fault: the record goes on past the text.</summary>
    static int WellFormedEnd(ReadOnlySpan<byte> text, bool last, out bool fault)
    {
        fault = false;
        var at = 0;
        while (true)
        {
            if (at < text.Length && text[at] == '"' && !TrySkipQuoted(text, ref at, last, out fault))
                return -1;
            else if (text[at..].IndexOfAny((byte)',', (byte)'\n', (byte)'"') is >= 0 and var found)
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

    /// <summary>Moves from an opening quote to what follows the closing one: a comma, a line end or the text's end.</summary>
    static bool TrySkipQuoted(ReadOnlySpan<byte> text, ref int at, bool last, out bool fault)
    {
        fault = false;
        for (at++; ; at += 2)
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
        var ends = rest is [] or [(byte)',' or (byte)'\n', ..] or [(byte)'\r', (byte)'\n', ..];
        // A lone CR at the end may yet be followed by its LF.
        fault = !ends && (last || rest is not [(byte)'\r']);
        return ends;
    }

    /// <summary>
    /// Splits a well-formed record without its line end into <paramref name="into"/>, quotes taken off, a comma between two;
    /// <paramref name="seps"/> gets the place before the first, then the end of each. Returns the number of fields, of which only as many are noted as it has room for.
    /// </summary>
    public static int Split(ReadOnlySpan<byte> record, Span<byte> into, Span<int> seps)
    {
        int fields = 0, length = 0;
        seps[0] = -1;
        while (true)
        {
            record = record[CopyField(record, into, ref length)..];
            fields++;
            if (fields < seps.Length)
                seps[fields] = length;
            if (record.IsEmpty)
                return fields;
            into[length++] = (byte)',';
            record = record[1..];
        }
    }

    /// <summary>Returns the bytes that the field takes up in the record, up to its comma.</summary>
    static int CopyField(ReadOnlySpan<byte> record, Span<byte> into, ref int length)
    {
        if (record is not [(byte)'"', ..])
        {
            var comma = record.IndexOf((byte)',');
            comma = comma < 0 ? record.Length : comma;
            record[..comma].CopyTo(into[length..]);
            length += comma;
            return comma;
        }
        var at = 1;
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
