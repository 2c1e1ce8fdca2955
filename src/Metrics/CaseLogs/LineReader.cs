using Metrics.Events;
using Metrics.Mappings;

namespace Metrics.CaseLogs;

/// <summary>Reads what a record says: one line, or the lines that its file's mapping makes of it (contract 7). For one thread.</summary>
sealed class LineReader(LineSink sink)
{
    readonly EventReader _events = new();
    MappedRecord? _mapped;
    Channel _channel;

    public void Begin(LogShape shape)
    {
        _channel = shape.Channel;
        if (shape.Mapping != _mapped?.Mapping)
            _mapped = shape.Mapping is { } mapping ? new(mapping, sink) : null;
    }

    /// <param name="record">By the headers of the file's mapping; of a file without one by the contract's columns.</param>
    public void Read(in RecordFields record, long line)
    {
        if (_mapped is null)
            Read(record, Words.Event(record[Column.Event]), line);
        else if (_mapped.Mapping.Events.Length == 0)
            ReadEvent(_mapped.Fields(record), line);
        else
            ReadCase(_mapped, record, line);
    }

    void ReadEvent(in RecordFields record, long line) => Read(record, Words.Event(record[Column.Event]), line);

    void ReadCase(MappedRecord row, in RecordFields record, long line)
    {
        var lines = 0;
        foreach (var entry in row.Mapping.Events)
        {
            if (row.TryRead(entry, record, isFirst: lines == 0, out var fields))
            {
                Read(fields, new(entry.Kind, Result.None), line);
                lines++;
            }
        }
        if (lines == 0)
            sink.Reject(line, new Fault(RejectReason.MissingField, Column.At), row.Fields(record));
    }

    /// <param name="word">What the record's event column says.</param>
    public void Read(in RecordFields record, EventWord word, long line)
    {
        var fields = new EventFields { Line = unchecked((uint)line) };
        if (_events.TryRead(record, word, _channel, ref fields, out var fault))
            sink.Accept(fields);
        else
            sink.Reject(line, fault, record);
    }
}
