namespace Metrics.CaseLogs;

/// <summary>Reads the rows of a chunk of a sheet. For one thread.</summary>
sealed class SheetLines(LineSink sink)
{
    readonly LineReader _lines = new(sink);

    public void Read(LogChunk chunk)
    {
        _lines.Begin(chunk.Shape);
        var header = chunk.Shape.Header!;
        for (var rows = chunk.Text; !rows.IsEmpty;)
        {
            var line = SheetRows.Take(ref rows, header.Fields, out var text, out var seps);
            if (seps.IsEmpty)
                sink.Reject(line, RejectReason.BadRow);
            else
                _lines.Read(new(text, seps, header.Map, raw: false), line);
        }
    }
}
