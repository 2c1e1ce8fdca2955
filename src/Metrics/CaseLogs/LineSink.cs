using System.Text;
using Metrics.Events;
using Metrics.Mappings;

namespace Metrics.CaseLogs;

/// <summary>Takes what the lines of a chunk became: events into the shards, faults into the log's tally. For one thread.</summary>
sealed class LineSink(EventShards.Appender events, Action<int, Rejection>? rejected)
{
    readonly long[] _rejected = new long[RejectReasons.Count];
    long _lines;
    long _channels;
    UnnamedCells[] _unnamed = [];
    LogShape _shape = null!;

    public void Begin(LogChunk chunk)
    {
        _shape = chunk.Shape;
        _unnamed = _shape.NewUnnamed();
        events.Begin(_shape.Ordinal, chunk.Ordinal);
    }

    public void Accept(in EventFields fields)
    {
        _lines++;
        _channels += fields.NamesChannel ? 1 : 0;
        events.Append(fields);
    }

    /// <summary>A line that is no record: nothing of it is told on but its number.</summary>
    public void Reject(long line, RejectReason reason)
    {
        Count(reason);
        if (rejected is null)
            return;
        var (english, chinese) = Fault.ExpectedOfLine(reason, _shape.Form);
        rejected(_shape.Ordinal, new(line, reason, "", "", english, chinese, []));
    }

    public void Reject(long line, Fault fault, in RecordFields record)
    {
        Count(fault.Reason);
        if (rejected is null)
            return;
        var (english, chinese) = fault.Expected;
        rejected(_shape.Ordinal, new(
            line, fault.Reason, fault.Column.Name(), Shown(fault.Column, record[fault.Column]), english, chinese, Fields(record)));
    }

    /// <summary>A cell that a table of the file's mapping does not name.</summary>
    public void Miss(int table, ReadOnlySpan<byte> cell) => _unnamed[table].Add(cell);

    void Count(RejectReason reason)
    {
        _lines++;
        _rejected[(int)reason]++;
    }

    static List<KeyValuePair<string, string>> Fields(in RecordFields record)
    {
        List<KeyValuePair<string, string>> fields = [];
        for (var column = Column.CaseId; column <= Column.Deleted; column++)
        {
            if (record[column] is { IsEmpty: false } value)
                fields.Add(new(column.Name(), Shown(column, value)));
        }
        return fields;
    }

    static string Shown(Column column, ReadOnlySpan<byte> value) => ShownValue.Of(column.Name(), Encoding.UTF8.GetString(value));

    /// <summary>Adds the chunk's counts to its log's tally.</summary>
    public void End()
    {
        var tally = _shape.Tally;
        lock (tally)
        {
            tally.Lines += _lines;
            tally.NamedChannels += _channels;
            for (var i = 0; i < _rejected.Length; i++)
                tally.Rejected[i] += _rejected[i];
            for (var i = 0; i < _unnamed.Length; i++)
                tally.Unnamed[i].Add(_unnamed[i]);
        }
        _lines = _channels = 0;
        Array.Clear(_rejected);
    }
}
