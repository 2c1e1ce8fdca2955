using Metrics.CaseLogs;
using Metrics.Cases;
using Metrics.Pipeline.Logs;
using Parquet;
using static Metrics.Pipeline.Events.PartSchema;

namespace Metrics.Pipeline.Events;

/// <summary>The rows of one row group, column by column, made from packed events.</summary>
sealed class RowGroupRows
{
    readonly IReadOnlyList<LogName> _files;
    readonly int _count;
    readonly int[] _file;
    readonly int[] _line;
    readonly DateTime[] _at;
    readonly int[] _digit;
    readonly int[] _district;
    readonly int[] _days;
    readonly int[] _rating;
    readonly TextColumn _source, _fileName, _caseId, _eventId, _event, _itemCode, _policy, _channel, _stage, _stages, _result, _reason, _project;
    int _row;

    internal RowGroupRows(IReadOnlyList<EventSegment> segments, IReadOnlyList<LogName> files)
    {
        _files = files;
        _count = segments.Sum(s => Count(s.Records.Span));
        var bytes = segments.Sum(s => s.Records.Length);
        (_file, _line, _digit, _district, _days, _rating) = (Numbers(), Numbers(), Numbers(), Numbers(), Numbers(), Numbers());
        _at = new DateTime[_count];
        (_source, _fileName, _event, _itemCode) = (Words(Source), Words(FileName), Words(Event), Words(ItemCode));
        (_policy, _channel, _stage, _stages) = (Words(Policy), Words(ChannelWord), Words(Stage), Words(Stages));
        (_result, _reason) = (Words(ResultWord), Words(Reason));
        _caseId = new(CaseId, repeats: false, _count, bytes);
        _eventId = new(EventId, repeats: false, _count, bytes);
        _project = new(ProjectCode, repeats: false, _count, bytes);
        foreach (var segment in segments)
            for (var rest = segment.Records.Span; !rest.IsEmpty;)
            {
                var record = EventRecord.At0(rest);
                Add(segment.File, record);
                rest = rest[record.Size..];
            }
    }

    /// <summary>Number of packed events in <paramref name="records"/>.</summary>
    internal static int Count(ReadOnlySpan<byte> records)
    {
        var count = 0;
        for (; !records.IsEmpty; count++)
            records = records[EventRecord.At0(records).Size..];
        return count;
    }

    internal async Task WriteAsync(ParquetWriter writer, CancellationToken stop)
    {
        using var group = writer.CreateRowGroup();
        await _source.WriteAsync(group, stop);
        await _fileName.WriteAsync(group, stop);
        await group.WriteAsync<int>(PartSchema.File, _file, cancellationToken: stop);
        await group.WriteAsync<int>(Line, _line, cancellationToken: stop);
        await _caseId.WriteAsync(group, stop);
        await _eventId.WriteAsync(group, stop);
        await _event.WriteAsync(group, stop);
        await group.WriteAsync<DateTime>(At, _at, cancellationToken: stop);
        await group.WriteAsync<int>(AtDigit, _digit, cancellationToken: stop);
        await _itemCode.WriteAsync(group, stop);
        await _policy.WriteAsync(group, stop);
        await group.WriteAsync<int>(District, _district, cancellationToken: stop);
        await _channel.WriteAsync(group, stop);
        await _stage.WriteAsync(group, stop);
        await _stages.WriteAsync(group, stop);
        await _result.WriteAsync(group, stop);
        await _reason.WriteAsync(group, stop);
        await group.WriteAsync<int>(Days, _days, cancellationToken: stop);
        await _project.WriteAsync(group, stop);
        await group.WriteAsync<int>(Rating, _rating, cancellationToken: stop);
    }

    int[] Numbers() => new int[_count];

    TextColumn Words(Parquet.Schema.DataField field) => new(field, repeats: true, _count, 0);

    void Add(int file, EventRecord record)
    {
        var micros = record.At / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond;
        _file[_row] = file;
        _line[_row] = checked((int)record.Line);
        _at[_row] = new DateTime(micros);
        _digit[_row] = (int)(record.At - micros);
        _district[_row] = record.District;
        _days[_row] = record.Kind == EventKind.Extended ? record.Number : 0;
        _rating[_row] = record.Kind == EventKind.Rated ? record.Number : 0;
        _source.Add(_files[file].Source);
        _fileName.Add(_files[file].Name);
        Span<byte> room = stackalloc byte[Identifier.MaxDigits];
        _caseId.Add(record.CaseId.Utf8(room));
        _eventId.Add(record.EventId.Utf8(room));
        _event.Add(EventWords.Of(record.Kind));
        _itemCode.Add(record.ItemCode);
        _policy.Add(record.Policy);
        _channel.Add(EventWords.Of(record.Channel));
        _stage.Add(record.Stage);
        _stages.Add(record.Stages);
        _result.Add(EventWords.Results[(int)record.Result]);
        _reason.Add(EventWords.Reasons[(int)record.Reason]);
        _project.Add(record.ProjectCode);
        _row++;
    }
}
