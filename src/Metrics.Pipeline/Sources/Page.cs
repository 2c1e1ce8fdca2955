using System.Runtime.InteropServices;
using System.Text.Json;
using Metrics.Documents;

namespace Metrics.Pipeline.Sources;

/// <summary>What an answer holds: a log, as it came or as lines out of JSON, and what leads to the next answer.</summary>
/// <param name="Log">Can be sought, and stands at its begin.</param>
/// <param name="IsEmpty">Whether it has no line beside a header.</param>
/// <param name="Cursor">Null: there is none, or nobody looks for it.</param>
sealed record Page(Stream Log, bool IsEmpty, string? Cursor)
{
    // JSON that is no NDJSON is held in memory.
    const int MostJson = 64 << 20;

    // A line of a log has 65,536 bytes at most.
    const int Tail = 1 << 17;

    const int BufferSize = 1 << 16;

    /// <param name="body">From here on the page's.</param>
    /// <exception cref="InvalidDataException">The JSON is not what the source's setting says.</exception>
    internal static Page Read(Stream body, PulledSource source)
    {
        try
        {
            var (log, cursor) = IsDocument(body, source) ? OfDocument(body, source)
                : (body, source is { IsJson: true, Pages: Paging.Cursor } ? CutCursor(body, source) : null);
            var isEmpty = !HasMoreLinesThan(source.IsJson ? 0 : 1, log);
            log.Position = 0;
            return new(log, isEmpty, cursor);
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    static bool IsDocument(Stream body, PulledSource source) =>
        source.IsJson && FirstOf(body) is var first && (first == '[' || first == '{' && source.Rows.Length > 0);

    static (Stream Log, string? Cursor) OfDocument(Stream body, PulledSource source)
    {
        if (body.Length > MostJson)
            throw new InvalidDataException($"its JSON has more than {MostJson} bytes; NDJSON or pages are expected");
        using var document = Parsed(body);
        body.Dispose();
        var root = document.RootElement;
        var rows = root.ValueKind == JsonValueKind.Array ? root : root.TryGetProperty(source.Rows, out var named) ? named : default;
        if (rows.ValueKind != JsonValueKind.Array)
            throw new InvalidDataException($"its JSON is expected to have an array '{source.Rows}'");
        var holder = root.ValueKind == JsonValueKind.Object ? root : rows.EnumerateArray().LastOrDefault();
        return (Lines(rows), source.Pages == Paging.Cursor ? CursorOf(holder, source) : null);
    }

    /// <summary>A line a row. Line breaks stand only between the tokens of JSON.</summary>
    static FileStream Lines(JsonElement rows)
    {
        var lines = TemporaryFile.Open();
        foreach (var row in rows.EnumerateArray())
        {
            var line = JsonMarshal.GetRawUtf8Value(row).ToArray();
            line.AsSpan().Replace((byte)'\n', (byte)' ');
            line.AsSpan().Replace((byte)'\r', (byte)' ');
            lines.Write(line);
            lines.WriteByte((byte)'\n');
        }
        return lines;
    }

    /// <summary>The cursor of the last line; a line that has nothing else is none of the log.</summary>
    static string? CutCursor(Stream body, PulledSource source)
    {
        var tail = new byte[(int)Math.Min(Tail, body.Length)];
        body.Position = body.Length - tail.Length;
        body.ReadExactly(tail);
        var end = tail.AsSpan().TrimEnd(" \t\r\n"u8).Length;
        var start = tail.AsSpan(0, end).LastIndexOf((byte)'\n') + 1;
        if (start == end)
            return null;
        using var last = ParsedLast(new MemoryStream(tail, start, end - start));
        if (last.RootElement is { ValueKind: JsonValueKind.Object } line && line.EnumerateObject().All(p => p.NameEquals(source.Cursor)))
            body.SetLength(body.Length - tail.Length + start);
        return CursorOf(last.RootElement, source);
    }

    /// <summary>
    /// A malformed line is elsewhere one rejected line. This one may lead to more pages: without it nobody knows whether the log is whole.
    /// </summary>
    static JsonDocument ParsedLast(Stream line)
    {
        try
        {
            return JsonDocument.Parse(line);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException("its last line, in which the cursor is expected, cannot be read as JSON", e);
        }
    }

    static JsonDocument Parsed(Stream json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"its JSON cannot be read, line {e.LineNumber + 1}", e);
        }
    }

    static string? CursorOf(JsonElement holder, PulledSource source)
    {
        if (holder.ValueKind != JsonValueKind.Object || !holder.TryGetProperty(source.Cursor, out var cursor))
            return null;
        return cursor.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.False => null,
            JsonValueKind.String => cursor.GetString() is { Length: > 0 } text ? text : null,
            JsonValueKind.Number => cursor.GetRawText(),
            _ => throw new InvalidDataException($"its cursor '{source.Cursor}' is expected to be a text or a number"),
        };
    }

    /// <summary>The first byte that is not white, behind a mark of UTF-8; -1: there is none.</summary>
    static int FirstOf(Stream body)
    {
        var begin = new byte[BufferSize];
        var read = body.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false);
        body.Position = 0;
        var text = WithoutMark(begin.AsSpan(0, read)).TrimStart(" \t\r\n"u8);
        return text.IsEmpty ? -1 : text[0];
    }

    /// <summary>Reads to the line that decides.</summary>
    static bool HasMoreLinesThan(int count, Stream body)
    {
        body.Position = 0;
        var buffer = new byte[BufferSize];
        var inLine = false;
        for (int read; (read = body.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)) > 0;)
        {
            foreach (var b in body.Position == read ? WithoutMark(buffer.AsSpan(0, read)) : buffer.AsSpan(0, read))
            {
                if (b == '\n')
                    inLine = false;
                else if (!inLine && b is not ((byte)' ' or (byte)'\t' or (byte)'\r'))
                    (inLine, count) = (true, count - 1);
                if (count < 0)
                    return true;
            }
        }
        return false;
    }

    static Span<byte> WithoutMark(Span<byte> text) => text.StartsWith("\uFEFF"u8) ? text[3..] : text;
}
