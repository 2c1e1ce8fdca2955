using System.Runtime.CompilerServices;
using System.Text.Unicode;
using Metrics.Events;
using Metrics.Files;
using Metrics.Mappings;

namespace Metrics.CaseLogs;

/// <summary>Reads the records of a chunk of a CSV log. For one thread.</summary>
sealed class CsvLines(LineSink sink)
{
    /// <summary>Bytes indexed at a time: text and index stay in the nearest cache.</summary>
    const int Window = 16 * 1024;
    /// <summary>A window of this size without any record's end begins with a record that is too long.</summary>
    const int WideWindow = 2 * LogRecord.MaxWithLineEnd;

    readonly LineIndex _index = new();
    readonly RecordDecoder _decoder = new();
    readonly LineReader _lines = new(sink);
    readonly CsvFields _fields = new();
    EventWord[] _events = [];

    LogChunk _chunk = null!;
    CsvHeader _header = null!;
    Mapping? _mapping;
    long _line;

    public void Read(LogChunk chunk)
    {
        (_chunk, _header, _mapping, _line) = (chunk, chunk.Shape.Header!, chunk.Shape.Mapping, chunk.FirstLine);
        _lines.Begin(chunk.Shape);
        for (var at = chunk.Start; at < chunk.End;)
        {
            var read = ReadWindow(at, Window);
            read = read == 0 ? ReadWindow(at, WideWindow) : read;
            at += read == 0 ? ReadRecord(chunk.Bytes.AsSpan(at, chunk.End - at), chunk.Encoding) : read;
        }
    }

    /// <summary>Reads the whole records of a window; returns the bytes read.</summary>
    int ReadWindow(int at, int size)
    {
        var rest = _chunk.End - at;
        var length = Math.Min(size, rest);
        _index.Build(_chunk.Bytes, at, length, _header.Separator, closed: length == rest);
        // A record over the limit with a second line ends after its first.
        if (_index.Faulty || _index.InnerFeeds && size == WideWindow)
            return ReadRecords(at, length);
        var ends = _index.RecordEnds;
        if (ends.IsEmpty)
            return 0;
        var read = Math.Min(_index.Seps[ends[^1]] + 1, length);
        var text = _chunk.Bytes.AsSpan(at, read);
        if (!_index.High)
            ReadIndexed(text);
        else if (_chunk.Encoding == TextEncoding.Utf8 && Utf8.IsValid(text))
            ReadIndexed(text);
        else if (_chunk.Encoding == TextEncoding.Gb18030 && size == Window && _decoder.TryDecode(text, out var utf8, out var decoded))
            ReadDecoded(utf8, decoded);
        else
            ReadRecords(at, read);
        return read;
    }

    /// <summary>The window again, as UTF-8: separators, quotes and line ends are the same characters.</summary>
    void ReadDecoded(byte[] utf8, int length)
    {
        _index.Build(utf8, 0, length, _header.Separator, closed: true);
        ReadIndexed(utf8.AsSpan(0, length));
    }

    /// <param name="text">Whole records, valid UTF-8, just indexed.</param>
    void ReadIndexed(ReadOnlySpan<byte> text)
    {
        if (_mapping is null)
            FindEvents(text);
        var seps = _index.Seps;
        var ends = _index.RecordEnds;
        var before = 0;
        for (var i = 0; i < ends.Length; i++)
        {
            int start = seps[before] + 1, end = seps[ends[i]];
            if (end == start)
            {
                _line++;
            }
            else if (ends[i] - before == _header.Fields && end - start <= LogRecord.MaxBytes
                && TryReadLine(new(text, seps[before..], _header.Map, _index.Quotes), i))
            {
                _line += _index.InnerFeeds ? text[start..end].Count((byte)'\n') + 1 : 1;
            }
            else
            {
                ReadRecord(text[start..], TextEncoding.Utf8);
            }
            before = ends[i];
        }
    }

    /// <summary>False: perhaps no line, which <see cref="ReadFields"/> tells.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    bool TryReadLine(in RecordFields record, int index)
    {
        if (_mapping is not null)
            return TryReadMapped(record, _mapping);
        if (_events[index].Kind == EventKind.None)
            return false;
        _lines.Read(record, _events[index], _line);
        return true;
    }

    bool TryReadMapped(in RecordFields record, Mapping mapping)
    {
        var caseId = record[mapping.CaseId];
        if (caseId.IsEmpty || _header.IsHeader(mapping.CaseId, caseId))
            return false;
        _lines.Read(record, _line);
        return true;
    }

    /// <summary>
    /// Looks up the events of all records. What a record is read for depends on its event, which the processor cannot guess: known
    /// beforehand, it costs a wrong guess; looked up in between, a wrong guess and the whole look-up.
    /// </summary>
    void FindEvents(ReadOnlySpan<byte> text)
    {
        var seps = _index.Seps;
        var ends = _index.RecordEnds;
        if (_events.Length < ends.Length)
            _events = new EventWord[ends.Length];
        var before = 0;
        for (var i = 0; i < ends.Length; i++)
        {
            if (ends[i] - before == _header.Fields)
                _events[i] = Words.Event(new RecordFields(text, seps[before..], _header.Map, _index.Quotes)[Column.Event]);
            before = ends[i];
        }
    }

    /// <summary>Reads record by record what begins in the window; returns the bytes read.</summary>
    int ReadRecords(int at, int length)
    {
        var read = 0;
        while (read < length)
            read += ReadRecord(_chunk.Bytes.AsSpan(at + read, _chunk.End - at - read), _chunk.Encoding);
        return read;
    }

    /// <summary>Reads the record at the start of the text, whatever it is; returns its bytes.</summary>
    int ReadRecord(ReadOnlySpan<byte> text, TextEncoding encoding)
    {
        var end = CsvRecord.End(text, _header.Separator, final: true, out var fault);
        var record = text[..end];
        if (!_decoder.TryDecode(LogRecord.WithoutLineEnd(record), encoding, out var utf8))
            sink.Reject(_line, RejectReason.BadEncoding);
        else if (!WhiteSpace.IsBlank(utf8))
            ReadFields(utf8, fault);
        _line += record.Count((byte)'\n');
        return end;
    }

    void ReadFields(ReadOnlySpan<byte> record, bool fault)
    {
        if (fault)
        {
            sink.Reject(_line, RejectReason.BadRow);
            return;
        }
        _fields.Split(record, _header.Separator);
        if (_header.IsNoLine(_fields))
            return;
        if (_fields.Count == _header.Fields)
            _lines.Read(new(_fields.Text, _fields.Seps, _header.Map, raw: false), _line);
        else
            sink.Reject(_line, RejectReason.BadRow);
    }
}
