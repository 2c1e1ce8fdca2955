namespace Metrics.CaseLogs;

/// <summary>Takes chunks of logs and reads their records, until none is left. For one thread.</summary>
sealed class LogWorker(LogQueue queue, LineSink sink)
{
    readonly LogChunk _chunk = new();
    readonly CsvLines _csv = new(sink);
    readonly JsonLines _json = new(sink);
    readonly SheetLines _sheet = new(sink);

    public void Run(CancellationToken stop)
    {
        while (queue.Take() is { } log)
        {
            while (log.TryNext(_chunk, stop))
                Read(_chunk);
            if (stop.IsCancellationRequested)
                return;
        }
    }

    void Read(LogChunk chunk)
    {
        sink.Begin(chunk);
        if (chunk.LongLine is { } reason)
            sink.Reject(chunk.FirstLine, reason);
        else if (chunk.Shape.Form == LogForm.Sheet)
            _sheet.Read(chunk);
        else if (chunk.Shape.Form == LogForm.Json)
            _json.Read(chunk);
        else
            _csv.Read(chunk);
        sink.End();
    }
}
