using System.Buffers;
using System.Text.Json;
using Metrics.CaseLogs;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Ledger;

namespace Metrics.Pipeline.Ingest;

/// <summary>The rejected lines of one file, gathered while it is read: all for quarantine (隔离区), the first for the receipt.</summary>
sealed class RejectedLines
{
    static readonly byte[] _newLine = "\n"u8.ToArray();

    readonly ArrayBufferWriter<byte> _quarantine = new();
    // By line, the smallest first; never more than a receipt shows.
    readonly SortedList<long, Rejection> _first = [];

    /// <summary>Any thread, any order.</summary>
    internal void Add(Rejection rejection)
    {
        lock (_first)
        {
            Write(rejection);
            _first.Add(rejection.Line, rejection);
            if (_first.Count > Receipt.ShownRejections)
                _first.RemoveAt(Receipt.ShownRejections);
        }
    }

    internal IReadOnlyList<RejectedLine> First => [.. _first.Values.Select(RejectedLine.Of)];

    /// <summary>NDJSON, one line a rejected line: its number, the reason, and the contract columns of the log and no others.</summary>
    internal ReadOnlyMemory<byte> Quarantine => _quarantine.WrittenMemory;

    void Write(Rejection rejection)
    {
        using (var json = new Utf8JsonWriter(_quarantine, new() { Encoder = StoredJson.Options.Encoder }))
        {
            json.WriteStartObject();
            json.WriteNumber("line", rejection.Line);
            json.WriteString("reason", rejection.Reason.Code());
            if (rejection.Column.Length > 0)
                json.WriteString("column", rejection.Column);
            json.WriteStartObject("fields");
            foreach (var (name, value) in rejection.Fields)
                json.WriteString(name, value);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        _quarantine.Write(_newLine);
    }
}
