using Metrics.Files;

namespace Metrics.CaseLogs;

/// <summary>Cuts one log into chunks of whole records, in order; what is cut does not depend on who asks. For many threads.</summary>
sealed class LogCutter(LogShape shape, int chunkSize, Action<long>? progress) : IDisposable
{
    readonly Lock _lock = new();
    FileText? _text;
    SheetRows? _rows;
    LogStart? _start = new(shape);
    byte[] _carry = [];
    int _carried;
    int _chunks;
    long _line = 1;
    TextEncoding _encoding;
    LongLine? _longLine;

    /// <summary>Nothing is left to cut.</summary>
    public bool IsDone { get; private set; }

    /// <summary>The next chunk; false: there is none, or <paramref name="stop"/> came first.</summary>
    public bool TryNext(LogChunk chunk, CancellationToken stop)
    {
        lock (_lock)
        {
            try
            {
                while (!IsDone && !stop.IsCancellationRequested)
                {
                    Open();
                    if (_rows is not null ? TryCutRows(chunk, _rows) : _longLine is null ? TryCut(chunk) : TryEndLongLine(chunk, _longLine))
                        return true;
                }
            }
            catch (RefusedException e)
            {
                Refuse(e);
            }
            return false;
        }
    }

    void Open()
    {
        if (_text is not null)
            return;
        var file = shape.Tally.File;
        _text = new(file.Open(), progress);
        _encoding = _text.Begin();
        if (_text.IsSpreadsheet)
            _rows = new(shape, _text.OpenSheet(shape.Mapping?.Sheet, file.Scratch));
    }

    bool TryCutRows(LogChunk chunk, SheetRows rows)
    {
        var more = rows.TryFill(chunk, chunkSize);
        if (more)
            Give(chunk, null);
        else
            End();
        return more;
    }

    bool TryCut(LogChunk chunk)
    {
        var final = Fill(chunk);
        if (_start is not null && !TryBegin(_start, chunk, final))
        {
            Keep(chunk.Text);
            return false;
        }
        var text = chunk.Text;
        var marks = TextMarks.Of(chunk.Bytes, chunk.Start, chunk.End, shape.Header?.Separator);
        var cut = final ? text.Length
            : marks.LinesAreRecords ? text.LastIndexOf((byte)'\n') + 1
            : CsvCut.LastEnd(text, shape.Header!.Separator);
        if (cut == 0 && text.Length >= LogRecord.MaxWithLineEnd && !final)
        {
            _longLine = new(_encoding);
            _longLine.Add(text);
            return false;
        }
        var next = _line + marks.LineFeeds - text[cut..].Count((byte)'\n');
        if (next > uint.MaxValue)
            throw FileRefusals.TooManyLines();
        Keep(text[cut..]);
        chunk.End = chunk.Start + cut;
        if (marks.High)
            DecideEncoding(chunk.Text);
        if (cut > 0)
            Give(chunk, null);
        _line = next;
        if (final)
            End();
        return cut > 0;
    }

    /// <summary>False: more text must be read to know how to read the log.</summary>
    bool TryBegin(LogStart start, LogChunk chunk, bool final)
    {
        DecideEncoding(final ? chunk.Text : chunk.Text[..(chunk.Text.LastIndexOf((byte)'\n') + 1)]);
        var read = start.TryRead(chunk.Text, _encoding, final, out var length, out var lines);
        chunk.Start += length;
        _line += lines;
        if (read)
            _start = null;
        return read;
    }

    /// <summary>Adds more text to what was kept; true: the log ends here.</summary>
    bool Fill(LogChunk chunk)
    {
        // A start that does not suffice is looked at again as a whole: twice as much each time.
        var size = Math.Max(chunkSize, _start is null ? 0 : _carried);
        chunk.Reserve(Math.Max(_carried, LogRecord.MaxWithLineEnd) + size);
        _carry.AsSpan(0, _carried).CopyTo(chunk.Bytes);
        var read = _text!.Read(chunk.Bytes.AsSpan(_carried, size));
        (chunk.Start, chunk.End, _carried) = (0, _carried + read, 0);
        return read < size;
    }

    void Keep(ReadOnlySpan<byte> rest)
    {
        if (_carry.Length < rest.Length)
            _carry = new byte[Math.Max(rest.Length, 2 * _carry.Length)];
        rest.CopyTo(_carry);
        _carried = rest.Length;
    }

    void DecideEncoding(ReadOnlySpan<byte> text)
    {
        if (_encoding == TextEncoding.Ascii)
            _encoding = TextEncodings.Of(text);
    }

    bool TryEndLongLine(LogChunk chunk, LongLine longLine)
    {
        var final = Fill(chunk);
        var text = chunk.Text;
        var end = text.IndexOf((byte)'\n');
        longLine.Add(end < 0 ? text : text[..end]);
        if (end < 0 && !final)
            return false;
        Keep(end < 0 ? [] : text[(end + 1)..]);
        _longLine = null;
        var reason = longLine.End(out _encoding);
        chunk.Start = chunk.End = 0;
        if (reason is not null)
            Give(chunk, reason);
        _line++;
        if (final && _carried == 0)
            End();
        return reason is not null;
    }

    void Give(LogChunk chunk, RejectReason? longLine) =>
        (chunk.Shape, chunk.Ordinal, chunk.FirstLine, chunk.Encoding, chunk.LongLine) = (shape, _chunks++, _line, _encoding, longLine);

    void Refuse(RefusedException refusal)
    {
        (shape.Tally.Refusal, shape.Tally.FirstCells) = (refusal.Why, refusal.Cells);
        End();
    }

    /// <summary>The rest of the bytes, if any, belongs to no record; it is hashed all the same.</summary>
    void End()
    {
        IsDone = true;
        shape.Tally.Sha256 = _text!.Finish();
        shape.Tally.Bytes = _text.Bytes;
        Dispose();
    }

    public void Dispose()
    {
        _rows?.Dispose();
        _text?.Dispose();
    }
}
