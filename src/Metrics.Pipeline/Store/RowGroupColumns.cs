using System.Text;
using Metrics.Documents.Columns;
using Metrics.Events;
using Metrics.Pipeline.Ledger;

namespace Metrics.Pipeline.Store;

/// <summary>The columns of one row group after another, each gathered from packed events in one go. For one thread at a time.</summary>
sealed class RowGroupColumns
{
    /// <summary>Its number in <see cref="_words"/>.</summary>
    const int EmptyText = 0;

    readonly IReadOnlyList<LogName> _files;
    readonly ColumnFile _to;
    readonly ColumnRoom _room = new();
    readonly DistinctTexts _cases = new();
    readonly DistinctTexts _words = new();
    readonly ByteBuffer _eventIds = new();
    readonly int[] _source, _fileName, _file, _line, _case, _eventIdEnd, _kind, _digit, _item, _policy, _district, _channel;
    readonly int[] _stage, _stages, _result, _reason, _days, _project, _rating, _updatedDigit, _deleted;
    readonly long[] _at, _updated;
    int _rows;
    int _row;

    /// <param name="most">Rows of a group at most.</param>
    internal RowGroupColumns(ColumnFile to, int most, IReadOnlyList<LogName> files)
    {
        (Most, _files, _to) = (most, files, to);
        (_source, _fileName, _file, _line, _case, _eventIdEnd, _kind) = (Column(), Column(), Column(), Column(), Column(), Column(), Column());
        (_digit, _item, _policy, _district, _channel, _stage, _stages) = (Column(), Column(), Column(), Column(), Column(), Column(), Column());
        (_result, _reason, _days, _project, _rating, _updatedDigit, _deleted) = (Column(), Column(), Column(), Column(), Column(), Column(), Column());
        (_at, _updated) = (GC.AllocateUninitializedArray<long>(most), GC.AllocateUninitializedArray<long>(most));
    }

    internal int Most { get; }

    /// <summary>The row group of some events. It holds until the next is made.</summary>
    /// <param name="rows">Number of events in <paramref name="segments"/>.</param>
    internal ColumnGroup Make(List<EventSegment> segments, int rows)
    {
        (_rows, _row) = (rows, 0);
        _cases.Clear();
        _eventIds.Clear();
        _words.Clear();
        _words.NumberOf([]);
        segments.ForEach(Add);
        var group = _to.Open(rows, _room);
        Encode(group);
        return group;
    }

    void Add(EventSegment segment)
    {
        var first = _row;
        for (var rest = segment.Records.Span; !rest.IsEmpty; _row++)
        {
            var record = EventRecord.At0(rest);
            Add(record, _row);
            rest = rest[record.Size..];
        }
        _file.AsSpan(first.._row).Fill(segment.File);
        _source.AsSpan(first.._row).Fill(_words.NumberOf(Encoding.UTF8.GetBytes(_files[segment.File].Source)));
        _fileName.AsSpan(first.._row).Fill(_words.NumberOf(Encoding.UTF8.GetBytes(_files[segment.File].Name)));
    }

    /// <summary>The columns in the order of <see cref="PartSchema"/>.</summary>
    void Encode(ColumnGroup group)
    {
        group.Words(Rows(_source), Word);
        group.Words(Rows(_fileName), Word);
        group.Numbers(Rows(_file));
        group.Rising(Rows(_line));
        group.Words(Rows(_case), number => _cases[number]);
        group.Texts(row => _eventIds.Written[(row == 0 ? 0 : _eventIdEnd[row - 1]).._eventIdEnd[row]]);
        group.Words(Rows(_kind), kind => Encoding.UTF8.GetBytes(EventWords.Kinds[kind]));
        group.Moments(row => new(_at[row]));
        group.Numbers(Rows(_digit));
        group.Words(Rows(_item), Word);
        group.Words(Rows(_policy), Word);
        group.Numbers(Rows(_district));
        group.Words(Rows(_channel), channel => Encoding.UTF8.GetBytes(EventWords.Channels[channel]));
        group.Words(Rows(_stage), Word);
        group.Words(Rows(_stages), Word);
        group.Words(Rows(_result), result => Encoding.UTF8.GetBytes(EventWords.Results[result]));
        group.Words(Rows(_reason), reason => Encoding.UTF8.GetBytes(EventWords.Reasons[reason]));
        group.Numbers(Rows(_days));
        group.Words(Rows(_project), Word);
        group.Numbers(Rows(_rating));
        group.Moments(row => _updated[row] == 0 ? null : new(_updated[row]));
        group.Numbers(Rows(_updatedDigit));
        group.Flags(Rows(_deleted));
    }

    void Add(EventRecord record, int row)
    {
        Span<byte> room = stackalloc byte[Identifier.MaxDigits];
        // All 32 bits: past 2^31 the column's number is negative.
        _line[row] = unchecked((int)record.Line);
        _case[row] = _cases.NumberOf(record.CaseId.Utf8(room));
        _eventIds.Add(record.EventId.Utf8(room));
        _eventIdEnd[row] = _eventIds.Length;
        _kind[row] = (int)record.Kind;
        _at[row] = record.At;
        _digit[row] = Digit7(record.At);
        _item[row] = NumberOf(record.ItemCode);
        _policy[row] = NumberOf(record.Policy);
        _district[row] = record.District.Code;
        _channel[row] = (int)record.Channel;
        _stage[row] = NumberOf(record.Stage);
        _stages[row] = NumberOf(record.Stages);
        _result[row] = (int)record.Result;
        _reason[row] = (int)record.Reason;
        _days[row] = record.Kind == EventKind.Extended ? record.Number : 0;
        _project[row] = NumberOf(record.ProjectCode);
        _rating[row] = record.Kind == EventKind.Rated ? record.Number : 0;
        _updated[row] = record.Updated;
        _updatedDigit[row] = Digit7(record.Updated);
        _deleted[row] = record.Deleted ? 1 : 0;
    }

    static int Digit7(long ticks) => (int)(ticks % TimeSpan.TicksPerMicrosecond);

    int NumberOf(ReadOnlySpan<byte> text) => text.IsEmpty ? EmptyText : _words.NumberOf(text);

    ReadOnlySpan<byte> Word(int number) => _words[number];

    ReadOnlySpan<int> Rows(int[] column) => column.AsSpan(0, _rows);

    int[] Column() => GC.AllocateUninitializedArray<int>(Most);
}
