using System.Buffers;
using System.Text;
using Metrics.CaseLogs;
using Metrics.Documents;
using Metrics.Pipeline.Ledger;

namespace Metrics.Pipeline.Ingest;

/// <summary>
/// The rejected lines of one file, gathered while it is read and judged: all for quarantine (隔离区), in temporary files, the first for
/// the receipt. Memory does not grow with their number.
/// </summary>
sealed class RejectedLines : IDisposable
{
    readonly ArrayBufferWriter<byte> _line = new();
    // By line, the smallest first, those of one line as they came; never more than a receipt shows.
    readonly List<Rejection> _first = [];
    // By thread: each reads its share of the file in order of lines.
    readonly Dictionary<int, FileStream> _runs = [];
    FileStream? _quarantine;
    bool _isRead;

    /// <summary>Any thread. While the file is read each gives its lines in order.</summary>
    internal void Add(Rejection rejection)
    {
        lock (_first)
        {
            RejectionJson.Write(_line, rejection);
            To().Write(_line.WrittenSpan);
            _line.ResetWrittenCount();
            _first.Insert(_first.FindLastIndex(other => other.Line <= rejection.Line) + 1, rejection);
            if (_first.Count > Receipt.ShownRejections)
                _first.RemoveAt(Receipt.ShownRejections);
        }
    }

    FileStream To()
    {
        if (_isRead)
            return _quarantine ??= TemporaryFile.Open();
        if (!_runs.TryGetValue(Environment.CurrentManagedThreadId, out var run))
            _runs.Add(Environment.CurrentManagedThreadId, run = TemporaryFile.Open());
        return run;
    }

    /// <summary>Puts the lines in order, whichever thread read them; those that come now come after them.</summary>
    internal void EndReading()
    {
        _isRead = true;
        if (_runs.Count > 1)
            Merge(_quarantine = TemporaryFile.Open());
        else
            _quarantine = _runs.Values.SingleOrDefault();
    }

    void Merge(FileStream into)
    {
        using var to = new StreamWriter(into, leaveOpen: true) { NewLine = "\n" };
        var next = new PriorityQueue<(string Line, StreamReader Run), long>();
        foreach (var run in _runs.Values)
        {
            run.Position = 0;
            Enqueue(new(run, Encoding.UTF8));
        }
        while (next.TryDequeue(out var first, out _))
        {
            to.WriteLine(first.Line);
            Enqueue(first.Run);
        }
        // A disk has little room, and all stands twice.
        DisposeRuns();

        void Enqueue(StreamReader run)
        {
            if (run.ReadLine() is { } line)
                next.Enqueue((line, run), RejectionJson.LineOf(line));
        }
    }

    internal IReadOnlyList<RejectedLine> First => [.. _first.Select(RejectedLine.Of)];

    /// <summary>NDJSON: see <see cref="RejectionJson"/>; null: no line was rejected.</summary>
    internal Stream? Quarantine => _quarantine;

    public void Dispose()
    {
        _quarantine?.Dispose();
        DisposeRuns();
    }

    void DisposeRuns()
    {
        foreach (var run in _runs.Values)
            run.Dispose();
    }
}
