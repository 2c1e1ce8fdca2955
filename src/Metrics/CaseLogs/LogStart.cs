using Metrics.Files;

namespace Metrics.CaseLogs;

/// <summary>The start of a log, which tells how to read the rest: the blank lines, and of a CSV all up to its header.</summary>
sealed class LogStart(LogShape shape)
{
    /// <summary>Bytes, without the blank lines that begin the log, in which the header is looked for: far more than 20 records may have.</summary>
    public const int MaxSize = 16 << 20;

    readonly RecordDecoder _decoder = new();
    readonly HeaderSearch _search = new(shape.Names);

    /// <summary>False: more text must be read.</summary>
    /// <param name="text">The log from where the call before ended.</param>
    /// <param name="length">Bytes that are done with.</param>
    /// <param name="lines">Physical lines in them.</param>
    /// <exception cref="RefusedException">The log is a JSON array, or a CSV without a header that can be used.</exception>
    public bool TryRead(ReadOnlySpan<byte> text, TextEncoding encoding, bool final, out int length, out long lines)
    {
        (length, lines) = (0, 0);
        while (TrySkipBlank(text[length..], encoding, final, out var blank))
        {
            length += blank;
            lines += text.Slice(length - blank, blank).Count((byte)'\n');
        }
        if (shape.Form == LogForm.Json)
            return IsBegun(text[length..], encoding, final);
        if (FindHeader(text[length..], encoding, final) is not { } found)
            return false;
        shape.Begin(found.Header);
        length += found.End;
        lines += found.Lines;
        return true;
    }

    FoundHeader? FindHeader(ReadOnlySpan<byte> text, TextEncoding encoding, bool final) => text.Length < MaxSize
        ? _search.Find(text, encoding, final)
        : _search.Find(text[..(text.LastIndexOf((byte)'\n') + 1)], encoding, final: true);

    /// <summary>Line feeds alone, or one blank line.</summary>
    bool TrySkipBlank(ReadOnlySpan<byte> text, TextEncoding encoding, bool final, out int length)
    {
        length = text.IndexOfAnyExcept((byte)'\n');
        length = length < 0 ? text.Length : length;
        if (length > 0)
            return true;
        length = text.IndexOf((byte)'\n') + 1;
        length = length > 0 || !final ? length : text.Length;
        return length > 0 && _decoder.TryDecode(text[..length], encoding, out var line) && WhiteSpace.IsBlank(line);
    }

    /// <summary>Whether the first line shows how it begins.</summary>
    bool IsBegun(ReadOnlySpan<byte> text, TextEncoding encoding, bool final)
    {
        var end = text.IndexOf((byte)'\n');
        if (end < 0 && !final && text.Length < LogRecord.MaxWithLineEnd)
            return false;
        _decoder.TryDecode(end < 0 ? text : text[..end], encoding, out var line);
        return WhiteSpace.Trim(line) is [(byte)'[', ..] ? throw FileRefusals.JsonArray() : true;
    }
}
