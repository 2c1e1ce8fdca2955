using Metrics.Events;
using Metrics.Files;
using Parquet;
using static Metrics.Pipeline.Store.PartSchema;

namespace Metrics.Pipeline.Store;

/// <summary>The columns of one row group as they were read.</summary>
sealed class PartRows(int count)
{
    readonly int[] _file = new int[count];
    readonly int[] _line = new int[count];
    readonly DateTime[] _at = new DateTime[count];
    readonly int[] _digit = new int[count];
    readonly int[] _district = new int[count];
    readonly int[] _days = new int[count];
    readonly int[] _rating = new int[count];
    readonly DateTime?[] _updated = new DateTime?[count];
    readonly int[] _updatedDigit = new int[count];
    readonly bool[] _deleted = new bool[count];
    PartColumn? _caseId, _eventId, _event, _itemCode, _policy, _channel, _stage, _stages, _result, _reason, _project;

    /// <summary>Appends the events of a row group.</summary>
    /// <param name="versions">Whether its rows say when they were written and whether they are taken back: since format 3.</param>
    internal static async Task ReadAsync(
        ParquetRowGroupReader group, int chunk, bool versions, int[] ordinals, EventShards.Appender into, CancellationToken stop)
    {
        var rows = new PartRows(checked((int)group.RowCount));
        await rows.ReadAsync(group, stop);
        if (versions)
            await rows.ReadVersionsAsync(group, stop);
        rows.AppendTo(into, chunk, ordinals);
    }

    async Task ReadAsync(ParquetRowGroupReader group, CancellationToken stop)
    {
        await group.ReadAsync<int>(PartSchema.File, _file, cancellationToken: stop);
        await group.ReadAsync<int>(Line, _line, cancellationToken: stop);
        await group.ReadAsync<DateTime>(At, _at, cancellationToken: stop);
        await group.ReadAsync<int>(AtDigit, _digit, cancellationToken: stop);
        await group.ReadAsync<int>(PartSchema.District, _district, cancellationToken: stop);
        await group.ReadAsync<int>(Days, _days, cancellationToken: stop);
        await group.ReadAsync<int>(Rating, _rating, cancellationToken: stop);
        _caseId = await Text(CaseId);
        _eventId = await Text(EventId);
        _event = await Text(Event);
        _itemCode = await Text(ItemCode);
        _policy = await Text(Policy);
        _channel = await Text(ChannelWord);
        _stage = await Text(Stage);
        _stages = await Text(Stages);
        _result = await Text(ResultWord);
        _reason = await Text(Reason);
        _project = await Text(ProjectCode);

        Task<PartColumn> Text(Parquet.Schema.DataField field) => PartColumn.ReadAsync(group, field, count, stop);
    }

    async Task ReadVersionsAsync(ParquetRowGroupReader group, CancellationToken stop)
    {
        await group.ReadAsync<DateTime>(Updated, _updated, cancellationToken: stop);
        await group.ReadAsync<int>(UpdatedDigit, _updatedDigit, cancellationToken: stop);
        await group.ReadAsync<bool>(Deleted, _deleted, cancellationToken: stop);
    }

    /// <summary>Appends the rows in their order; a file's rows lie together within a shard.</summary>
    void AppendTo(EventShards.Appender into, int chunk, int[] ordinals)
    {
        for (var (row, begun) = (0, -1); row < count; row++)
        {
            var ordinal = StoredPart.OrdinalOf(_file[row], ordinals);
            if (ordinal < 0)
                continue;
            if (ordinal != begun)
                into.Begin(begun = ordinal, chunk);
            into.Append(new EventFields
            {
                Line = unchecked((uint)_line[row]),
                Kind = (EventKind)_event!.Word(row, EventWords.Kinds),
                At = _at[row].Ticks + _digit[row],
                CaseId = _caseId!.Utf8(row),
                // Before format 3 they were kept as sent.
                EventId = IdentifierText.WithoutLeadingZeros(_eventId!.Utf8(row)),
                ItemCode = _itemCode!.Utf8(row),
                Policy = _policy!.Utf8(row),
                District = new(_district[row]),
                Channel = (Channel)_channel!.Word(row, EventWords.Channels),
                Stage = _stage!.Utf8(row),
                Stages = _stages!.Utf8(row),
                Result = (Result)_result!.Word(row, EventWords.Results),
                Reason = (PauseReason)_reason!.Word(row, EventWords.Reasons),
                Number = (byte)(_days[row] + _rating[row]),
                ProjectCode = _project!.Utf8(row),
                Updated = (_updated[row]?.Ticks ?? 0) + _updatedDigit[row],
                Deleted = _deleted[row],
            });
        }
    }
}
