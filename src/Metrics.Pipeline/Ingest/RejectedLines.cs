using System.Buffers;
using Metrics.CaseLogs;
using Metrics.Pipeline.Ledger;

namespace Metrics.Pipeline.Ingest;

/// <summary>The rejected lines of one file, gathered while it is read: all for quarantine (隔离区), the first for the receipt.</summary>
sealed class RejectedLines
{
    readonly ArrayBufferWriter<byte> _quarantine = new();
    // By line, the smallest first; never more than a receipt shows.
    readonly SortedList<long, Rejection> _first = [];

    /// <summary>Any thread, any order.</summary>
    internal void Add(Rejection rejection)
    {
        lock (_first)
        {
            RejectionJson.Write(_quarantine, rejection);
            _first.Add(rejection.Line, rejection);
            if (_first.Count > Receipt.ShownRejections)
                _first.RemoveAt(Receipt.ShownRejections);
        }
    }

    internal IReadOnlyList<RejectedLine> First => [.. _first.Values.Select(RejectedLine.Of)];

    /// <summary>NDJSON: see <see cref="RejectionJson"/>.</summary>
    internal ReadOnlyMemory<byte> Quarantine => _quarantine.WrittenMemory;
}
