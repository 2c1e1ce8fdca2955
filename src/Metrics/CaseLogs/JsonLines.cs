using Metrics.Files;

namespace Metrics.CaseLogs;

/// <summary>Reads the lines of a chunk of an NDJSON log. For one thread.</summary>
sealed class JsonLines(LineSink sink)
{
    readonly RecordDecoder _decoder = new();
    readonly LineReader _lines = new(sink);
    readonly JsonRecord _json = new();

    public void Read(LogChunk chunk)
    {
        _lines.Begin(chunk.Shape);
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
        else if (LogRecord.IsTooLong(record) || !_json.TryParse(text, chunk.Shape.Names))
            sink.Reject(line, RejectReason.BadRow);
        else
            _lines.Read(_json.Fields(), line);
    }
}
