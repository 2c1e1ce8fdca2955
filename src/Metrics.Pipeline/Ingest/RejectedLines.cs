using System.Buffers;
using Metrics.CaseLogs;
using Metrics.Documents;
using Metrics.Pipeline.Ledger;

namespace Metrics.Pipeline.Ingest;

/// <summary>
/// The rejected lines of one file, gathered while it is read: all for quarantine (隔离区), in a temporary file, the first for the
/// receipt. Memory does not grow with their number.
/// </summary>
sealed class RejectedLines : IDisposable
{
    readonly ArrayBufferWriter<byte> _line = new();
    // By line, the smallest first, those of one line as they came; never more than a receipt shows.
    readonly List<Rejection> _first = [];
    Stream? _quarantine;

    /// <summary>Any thread, any order.</summary>
    internal void Add(Rejection rejection)
    {
        lock (_first)
        {
            RejectionJson.Write(_line, rejection);
            _quarantine ??= TemporaryFile.Open();
            _quarantine.Write(_line.WrittenSpan);
            _line.ResetWrittenCount();
            _first.Insert(_first.FindLastIndex(other => other.Line <= rejection.Line) + 1, rejection);
            if (_first.Count > Receipt.ShownRejections)
                _first.RemoveAt(Receipt.ShownRejections);
        }
    }

    internal IReadOnlyList<RejectedLine> First => [.. _first.Select(RejectedLine.Of)];

    /// <summary>NDJSON: see <see cref="RejectionJson"/>; null: no line was rejected.</summary>
    internal Stream? Quarantine => _quarantine;

    public void Dispose() => _quarantine?.Dispose();
}
