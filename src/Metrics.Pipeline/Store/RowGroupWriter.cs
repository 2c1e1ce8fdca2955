using System.Text;
using Metrics.Events;
using Metrics.Pipeline.Ledger;
using Parquet;
using Parquet.Schema;
using static Metrics.Pipeline.Store.PartSchema;

namespace Metrics.Pipeline.Store;

/// <summary>Writes row groups from packed events, one column after the other: only one is in memory, and its room is used again.</summary>
sealed class RowGroupWriter(ParquetWriter writer, IReadOnlyList<LogName> files)
{
    delegate T ValueOf<T>(EventRecord record);

    /// <param name="room">May hold the text.</param>
    delegate ReadOnlySpan<byte> TextOf(EventRecord record, Span<byte> room);

    int[] _numbers = [];
    DateTime[] _times = [];
    DateTime?[] _updates = [];
    bool[] _flags = [];
    ReadOnlyMemory<char>[] _texts = [];
    char[] _chars = [];

    /// <param name="rows">Number of events in <paramref name="segments"/>.</param>
    internal async Task WriteAsync(IReadOnlyList<EventSegment> segments, int rows, CancellationToken stop)
    {
        (_numbers, _times, _texts) = (Room(_numbers, rows), Room(_times, rows), Room(_texts, rows));
        (_updates, _flags) = (Room(_updates, rows), Room(_flags, rows));
        // Packed digits are two a byte.
        _chars = Room(_chars, checked(2 * segments.Sum(s => s.Records.Length)));
        using var group = writer.CreateRowGroup();
        await FileTextsAsync(Source, file => files[file].Source);
        await FileTextsAsync(FileName, file => files[file].Name);
        FillFiles(segments, _numbers, file => file);
        await WriteAsync<int>(PartSchema.File, _numbers);
        // All 32 bits: past 2^31 the column's number is negative.
        await NumbersAsync(Line, r => unchecked((int)r.Line));
        await TextsAsync(CaseId, (r, room) => r.CaseId.Utf8(room));
        await TextsAsync(EventId, (r, room) => r.EventId.Utf8(room));
        await WordsAsync(Event, r => EventWords.Of(r.Kind));
        Fill(segments, _times, r => Microseconds(r.At));
        await WriteAsync<DateTime>(At, _times);
        await NumbersAsync(AtDigit, r => (int)(r.At % TimeSpan.TicksPerMicrosecond));
        await TextsAsync(ItemCode, (r, _) => r.ItemCode);
        await TextsAsync(Policy, (r, _) => r.Policy);
        await NumbersAsync(PartSchema.District, r => r.District.Code);
        await WordsAsync(ChannelWord, r => EventWords.Of(r.Channel));
        await TextsAsync(Stage, (r, _) => r.Stage);
        await TextsAsync(Stages, (r, _) => r.Stages);
        await WordsAsync(ResultWord, r => EventWords.Results[(int)r.Result]);
        await WordsAsync(Reason, r => EventWords.Reasons[(int)r.Reason]);
        await NumbersAsync(Days, r => r.Kind == EventKind.Extended ? r.Number : 0);
        await TextsAsync(ProjectCode, (r, _) => r.ProjectCode);
        await NumbersAsync(Rating, r => r.Kind == EventKind.Rated ? r.Number : 0);
        Fill(segments, _updates, r => r.Updated == 0 ? null : Microseconds(r.Updated));
        await group.WriteAsync<DateTime>(Updated, _updates.AsMemory(0, rows), cancellationToken: stop);
        await NumbersAsync(UpdatedDigit, r => (int)(r.Updated % TimeSpan.TicksPerMicrosecond));
        Fill(segments, _flags, r => r.Deleted);
        await WriteAsync<bool>(Deleted, _flags);

        Task NumbersAsync(DataField field, ValueOf<int> valueOf)
        {
            Fill(segments, _numbers, valueOf);
            return WriteAsync<int>(field, _numbers);
        }

        Task WordsAsync(DataField field, ValueOf<string> wordOf)
        {
            Fill(segments, _texts, r => wordOf(r).AsMemory());
            return WriteAsync<ReadOnlyMemory<char>>(field, _texts);
        }

        Task FileTextsAsync(DataField field, Func<int, string> textOf)
        {
            FillFiles(segments, _texts, file => textOf(file).AsMemory());
            return WriteAsync<ReadOnlyMemory<char>>(field, _texts);
        }

        Task TextsAsync(DataField field, TextOf textOf)
        {
            FillTexts(segments, textOf);
            return WriteAsync<ReadOnlyMemory<char>>(field, _texts);
        }

        Task WriteAsync<T>(DataField field, T[] values)
            where T : struct => group.WriteAsync<T>(field, values.AsMemory(0, rows), cancellationToken: stop);
    }

    static DateTime Microseconds(long ticks) => new(ticks - ticks % TimeSpan.TicksPerMicrosecond);

    /// <summary>By row, what its file says.</summary>
    static void FillFiles<T>(IReadOnlyList<EventSegment> segments, T[] into, Func<int, T> valueOf)
    {
        var row = 0;
        foreach (var segment in segments)
        {
            var count = Count(segment.Records.Span);
            into.AsSpan(row, count).Fill(valueOf(segment.File));
            row += count;
        }
    }

    static void Fill<T>(IReadOnlyList<EventSegment> segments, T[] into, ValueOf<T> valueOf)
    {
        var row = 0;
        foreach (var segment in segments)
        {
            for (var rest = segment.Records.Span; !rest.IsEmpty; row++)
            {
                var record = EventRecord.At0(rest);
                into[row] = valueOf(record);
                rest = rest[record.Size..];
            }
        }
    }

    void FillTexts(IReadOnlyList<EventSegment> segments, TextOf textOf)
    {
        var (row, used) = (0, 0);
        Span<byte> room = stackalloc byte[Identifier.MaxDigits];
        foreach (var segment in segments)
        {
            for (var rest = segment.Records.Span; !rest.IsEmpty; row++)
            {
                var record = EventRecord.At0(rest);
                var length = Encoding.UTF8.GetChars(textOf(record, room), _chars.AsSpan(used));
                _texts[row] = _chars.AsMemory(used, length);
                used += length;
                rest = rest[record.Size..];
            }
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

    static T[] Room<T>(T[] old, int length) => old.Length >= length ? old : new T[length + length / 8];
}
