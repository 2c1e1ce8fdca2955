using System.Text.Unicode;
using Metrics.Files;

namespace Metrics.CaseLogs;

/// <summary>Cuts one log into chunks of whole records, in order; what is cut does not depend on who asks. For many threads.</summary>
sealed class LogCutter(LogShape shape, int chunkSize, Action<long>? progress) : IDisposable
{
    static ReadOnlySpan<byte> Utf8Mark => [0xEF, 0xBB, 0xBF];

    readonly Lock _lock = new();
    RawLog? _log;
    byte[] _carry = [];
    int _carried;
    int _chunks;
    long _line = 1;
    TextEncoding _encoding;
    LongLine? _longLine;

    /// <summary>Nothing is left to cut.</summary>
    public bool IsDone { get; private set; }

    /// <summary>The next chunk; false: there is none.</summary>
    public bool TryNext(LogChunk chunk)
    {
        lock (_lock)
        {
            try
            {
                while (!IsDone)
                {
                    if (_longLine is null ? TryCut(chunk) : TryEndLongLine(chunk, _longLine))
                        return true;
                }
            }
            catch (InvalidDataException)
            {
                Refuse(LogRefusals.BrokenGzip);
            }
            return false;
        }
    }

    bool TryCut(LogChunk chunk)
    {
        var final = Fill(chunk);
        var text = chunk.Text;
        var marks = TextMarks.Of(chunk.Bytes, chunk.Start, chunk.End, csv: !shape.IsJson);
        var cut = final ? text.Length
            : marks.LinesAreRecords ? text.LastIndexOf((byte)'\n') + 1
            : CsvCut.LastEnd(text);
        if (cut == 0 && text.Length >= LogRecord.Horizon && !final)
        {
            _longLine = new(_encoding);
            _longLine.Add(text);
            return false;
        }
        var next = _line + marks.LineFeeds - text[cut..].Count((byte)'\n');
        Keep(text[cut..]);
        chunk.End = chunk.Start + cut;
        if (marks.High && _encoding == TextEncoding.Ascii)
            DecideEncoding(chunk.Text);
        var good = shape.IsJson || shape.Header is not null || TryTakeHeader(chunk);
        if (good && chunk.Start < chunk.End)
            Give(chunk, null);
        _line = next;
        if (final)
            Finish();
        return good && chunk.Start < chunk.End;
    }

    /// <summary>Adds a chunk's worth of text to what was kept; true: the log ends here.</summary>
    bool Fill(LogChunk chunk)
    {
        chunk.Reserve(Math.Max(_carried, LogRecord.Horizon) + chunkSize);
        _carry.AsSpan(0, _carried).CopyTo(chunk.Bytes);
        // The mark of UTF-8 must be seen whole.
        var size = _log is null ? Math.Max(chunkSize, Utf8Mark.Length) : chunkSize;
        var first = _log is null;
        _log ??= new(shape.Tally.File.Open(), progress);
        var read = _log.Read(chunk.Bytes.AsSpan(_carried, size));
        (chunk.Start, chunk.End, _carried) = (0, _carried + read, 0);
        if (first && chunk.Text.StartsWith(Utf8Mark))
        {
            chunk.Start = Utf8Mark.Length;
            _encoding = TextEncoding.Utf8;
        }
        return read < size;
    }

    void Keep(ReadOnlySpan<byte> rest)
    {
        if (_carry.Length < rest.Length)
            _carry = new byte[Math.Max(rest.Length, 2 * _carry.Length)];
        rest.CopyTo(_carry);
        _carried = rest.Length;
    }

    /// <summary>The first physical line with a byte from 0x80 on decides.</summary>
    void DecideEncoding(ReadOnlySpan<byte> text)
    {
        if (_encoding != TextEncoding.Ascii || text.IndexOfAnyInRange((byte)0x80, (byte)0xFF) is not (>= 0 and var high))
            return;
        var line = text[(text[..high].LastIndexOf((byte)'\n') + 1)..];
        var end = line.IndexOf((byte)'\n');
        _encoding = Utf8.IsValid(end < 0 ? line : line[..end]) ? TextEncoding.Utf8 : TextEncoding.Gb18030;
    }

    /// <summary>Takes the header, and the blank lines before it, off the chunk; false: it is not there yet, or the log is refused.</summary>
    bool TryTakeHeader(LogChunk chunk)
    {
        var decoder = new RecordDecoder();
        while (chunk.Start < chunk.End)
        {
            var end = CsvRecord.End(chunk.Text, final: true, out var fault);
            var record = chunk.Text[..end];
            var valid = decoder.TryDecode(LogRecord.WithoutLineEnd(record), _encoding, out var text);
            chunk.Start += end;
            _line += record.Count((byte)'\n');
            if (valid && WhiteSpace.IsBlank(text))
                continue;
            Bilingual? refusal = null;
            shape.Header = fault || !valid ? null : CsvHeader.Of(text, out refusal);
            if (shape.Header is null)
                Refuse(refusal ?? LogRefusals.UnreadableHeader);
            return shape.Header is not null;
        }
        return false;
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
        var good = reason is not null && (shape.IsJson || shape.Header is not null);
        if (good)
            Give(chunk, reason);
        else if (reason is not null)
            Refuse(LogRefusals.UnreadableHeader);
        _line++;
        if (final && _carried == 0)
            Finish();
        return good;
    }

    void Give(LogChunk chunk, RejectReason? longLine) =>
        (chunk.Shape, chunk.Ordinal, chunk.FirstLine, chunk.Encoding, chunk.LongLine) = (shape, _chunks++, _line, _encoding, longLine);

    void Finish()
    {
        if (!IsDone && !shape.IsJson && shape.Header is null)
            Refuse(LogRefusals.NoHeader);
        else if (!IsDone)
            End();
    }

    void Refuse(Bilingual refusal)
    {
        if (shape.Tally.Refusal is not null)
            return;
        shape.Tally.Refusal = refusal;
        End();
    }

    /// <summary>The rest of the bytes, if any, belongs to no record; it is hashed all the same.</summary>
    void End()
    {
        IsDone = true;
        shape.Tally.Sha256 = _log!.Finish();
        shape.Tally.Bytes = _log.Bytes;
        Dispose();
    }

    public void Dispose() => _log?.Dispose();
}
