using Metrics.Events;
using Metrics.Files;

namespace Metrics.CaseLogs;

/// <summary>Reads the lines of a chunk of an NDJSON log. For one thread.</summary>
sealed class JsonLines(LineSink sink)
{
    readonly RecordDecoder _decoder = new();
    readonly EventReader _reader = new();
    readonly JsonRecord _json = new();

    public void Read(LogChunk chunk)
    {
        var text = chunk.Text;
        for (var line = chunk.FirstLine; !text.IsEmpty; line++)
        {
            var feed = text.IndexOf((byte)'\n');
            var end = feed < 0 ? text.Length : feed + 1;
            ReadLine(text[..end], chunk, line);
            text = text[end..];
        }
    }

    void ReadLine(ReadOnlySpan<byte> record, LogChunk chunk, long line)
    {
        if (!_decoder.TryDecode(LogRecord.WithoutLineEnd(record), chunk.Encoding, out var text))
            sink.Reject(line, RejectReason.BadEncoding);
        else if (WhiteSpace.IsBlank(text))
            return;
        else if (LogRecord.IsTooLong(record) || !_json.TryParse(text))
            sink.Reject(line, RejectReason.BadRow);
        else
            ReadRecord(_json.Fields(), chunk.Shape.Channel, line);
    }

    void ReadRecord(in RecordFields record, Channel channel, long line)
    {
        var fields = new EventFields { Line = unchecked((uint)line) };
        if (_reader.TryRead(record, Words.Event(record[Column.Event]), channel, ref fields, out var fault))
            sink.Accept(fields);
        else
            sink.Reject(line, fault, record);
    }
}
