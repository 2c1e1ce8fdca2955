namespace Metrics.CaseLogs;

/// <summary>Reads the records of a chunk of a CSV log. For one thread.</summary>
sealed class CsvLines(LineSink sink)
{
    /// <summary>Bytes indexed at a time: text and index stay in the nearest cache.</summary>
    const int Window = 16 * 1024;
    /// <summary>A window without any line end of this size lies in a line that is too long.</summary>
    const int WideWindow = 2 * LogRecord.Horizon;

    readonly LineIndex _index = new();
    readonly RecordDecoder _decoder = new();
    readonly EventReader _reader = new();
    byte[] _split = [];
    int[] _splitSeps = [];

    LogChunk _chunk = null!;
    CsvHeader _header = null!;
    long _line;

    public void Read(LogChunk chunk)
    {
        (_chunk, _header, _line) = (chunk, chunk.Shape.Header!, chunk.FirstLine);
        for (var at = chunk.Start; at < chunk.End;)
        {
            var read = ReadWindow(at, Window);
            read = read == 0 ? ReadWindow(at, WideWindow) : read;
            at += read == 0 ? ReadLongLine(at) : read;
        }
    }

    /// <summary>Reads the whole lines of a window; returns the bytes read.</summary>
    int ReadWindow(int at, int size)
    {
        var rest = _chunk.End - at;
        var length = Math.Min(size, rest);
        _index.Build(_chunk.Bytes, at, length, closed: length == rest);
        var text = _chunk.Bytes.AsSpan(at, length);
        var plain = !_index.High || _chunk.Encoding == TextEncoding.Utf8 && System.Text.Unicode.Utf8.IsValid(length == rest ? text : Whole(text));
        var before = 0;
        var seps = _index.Seps;
        var ends = _index.LineEnds;
        for (var i = 0; i < ends.Length; i++)
        {
            int start = seps[before] + 1, end = seps[ends[i]];
            if (end >= _index.FirstQuote && text[start..end].Contains((byte)'"'))
            {
                var next = start + ReadRecord(at + start);
                while (i < ends.Length && seps[ends[i]] + 1 < next)
                    i++;
                if (i == ends.Length)
                    return next;
                before = ends[i];
                continue;
            }
            if (plain && ends[i] - before == _header.Fields && end - start <= LogRecord.MaxBytes)
                ReadRow(new(text, seps[before..], _header.Map));
            else
                ReadOddLine(text[start..Math.Min(end + 1, length)]);
            _line++;
            before = ends[i];
        }
        return Math.Min(seps[before] + 1, length);
    }

    /// <summary>Up to the last line end: a character cut by the window's end is no fault.</summary>
    static ReadOnlySpan<byte> Whole(ReadOnlySpan<byte> text) => text[..(text.LastIndexOf((byte)'\n') + 1)];

    void ReadRow(in Row row)
    {
        var fields = new EventFields { Line = unchecked((uint)_line) };
        if (_reader.TryRead(row, _chunk.Shape.Channel, ref fields, out var fault))
            sink.Accept(fields);
        else
            sink.Reject(_line, fault, row);
    }

    /// <summary>Reads a line of any length that no window holds; returns its bytes.</summary>
    int ReadLongLine(int at)
    {
        var end = CsvRecord.End(_chunk.Bytes.AsSpan(at, _chunk.End - at), final: true, out _);
        ReadOddLine(_chunk.Bytes.AsSpan(at, end));
        _line++;
        return end;
    }

    /// <summary>Reads a record with quotes; returns its bytes.</summary>
    int ReadRecord(int at)
    {
        var rest = _chunk.Bytes.AsSpan(at, _chunk.End - at);
        var end = CsvRecord.End(rest, final: true, out var fault);
        var record = rest[..end];
        if (fault)
            ReadBadLine(record);
        else
            ReadFields(LogRecord.WithoutLineEnd(record));
        _line += record.Count((byte)'\n');
        return end;
    }

    /// <summary>A line without quotes that is blank, bad, or not yet known to be valid text.</summary>
    void ReadOddLine(ReadOnlySpan<byte> line)
    {
        if (LogRecord.IsTooLong(line))
            ReadBadLine(line);
        else
            ReadFields(LogRecord.WithoutLineEnd(line));
    }

    void ReadBadLine(ReadOnlySpan<byte> line)
    {
        if (!_decoder.TryDecode(line, _chunk.Encoding, out var text))
            sink.Reject(_line, RejectReason.BadEncoding);
        else if (!WhiteSpace.IsBlank(text))
            sink.Reject(_line, RejectReason.BadRow);
    }

    void ReadFields(ReadOnlySpan<byte> record)
    {
        if (!_decoder.TryDecode(record, _chunk.Encoding, out var text))
        {
            sink.Reject(_line, RejectReason.BadEncoding);
            return;
        }
        if (WhiteSpace.IsBlank(text))
            return;
        if (_split.Length < text.Length)
            _split = new byte[text.Length];
        if (_splitSeps.Length <= _header.Fields)
            _splitSeps = new int[_header.Fields + 1];
        if (CsvRecord.Split(text, _split, _splitSeps) == _header.Fields)
            ReadRow(new(_split, _splitSeps, _header.Map));
        else
            sink.Reject(_line, RejectReason.BadRow);
    }
}
