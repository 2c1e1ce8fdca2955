using System.Runtime.CompilerServices;
using Metrics.Events;
using Metrics.Files;
using Metrics.Mappings;

namespace Metrics.CaseLogs;

/// <summary>Judges a record column by column, in the order of contract 1, and normalises it. For one thread.</summary>
sealed class EventReader
{
    /// <summary>Code points that an identifier may have.</summary>
    const int MaxIdentifier = 64;

    readonly StageList _stages = new();
    EventTime.LastDay _lastDay;
    EventTime.LastDay _lastUpdate;

    /// <summary>Fills <paramref name="f"/>, whose other fields are empty; its texts lie in the record or in this reader, until the next record.</summary>
    /// <param name="word">What the record's event column says.</param>
    /// <param name="channel">The source's own channel.</param>
    public bool TryRead(in RecordFields record, EventWord word, Channel channel, ref EventFields f, out Fault fault)
    {
        if (!IdentifierText.TryClean(record[Column.CaseId], out var caseId) || IsTooLong(caseId))
            return No(FaultOf(caseId), Column.CaseId, out fault);
        if (caseId.IsEmpty)
            return No(RejectReason.MissingField, Column.CaseId, out fault);
        if (!IdentifierText.TryClean(record[Column.EventId], out var eventId) || IsTooLong(eventId))
            return No(FaultOf(eventId), Column.EventId, out fault);
        if (eventId is [(byte)'0', ..])
            eventId = IdentifierText.WithoutLeadingZeros(eventId);
        f.CaseId = caseId;
        f.EventId = eventId;
        (f.Kind, f.Result) = (word.Kind, word.Result);
        if (f.Kind == EventKind.None)
            return No(record[Column.Event].IsEmpty ? RejectReason.MissingField : RejectReason.UnknownEvent, Column.Event, out fault);
        var at = record[Column.At];
        if (!EventTime.TryParse(at, f.Kind is EventKind.Received or EventKind.Accepted, ref _lastDay, out f.At))
            return No(at.IsEmpty ? RejectReason.MissingField : RejectReason.BadTime, Column.At, out fault);
        return record.HasAny(Column.Updated, Column.Deleted)
            ? TryReadVersion(record, channel, ref f, out fault)
            : TryReadUsed(record, channel, ref f, out fault);
    }

    /// <summary>The fields that the event uses, but for those of every event.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    bool TryReadUsed(in RecordFields record, Channel channel, ref EventFields f, out Fault fault)
    {
        fault = default;
        return f.Kind switch
        {
            EventKind.Accepted => TryReadAcceptance(record, channel, ref f, out fault),
            EventKind.Refused => TryReadRefusal(record, ref f, out fault),
            EventKind.CorrectionStarted or EventKind.SpecialStarted => ReadReason(record, ref f),
            EventKind.Extended => TryReadNumber(record, Column.Days, 60, RejectReason.BadDays, ref f, out fault),
            EventKind.StageStarted or EventKind.StageDone => TryReadStage(record, ref f, out fault),
            EventKind.Decided => TryReadResult(record, ref f, out fault),
            EventKind.Rated => TryReadNumber(record, Column.Rating, 5, RejectReason.BadRating, ref f, out fault),
            _ => true,
        };
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    bool TryReadVersion(in RecordFields record, Channel channel, ref EventFields f, out Fault fault)
    {
        fault = default;
        var good = Words.TryFlag(record[Column.Deleted], out f.Deleted);
        // An event id says which event is taken back: nothing else is looked at.
        return (f.Deleted && !f.EventId.IsEmpty || TryReadUsed(record, channel, ref f, out fault)) && TryReadUpdate(record, ref f, out fault)
            && (good || No(RejectReason.BadFlag, Column.Deleted, out fault));
    }

    bool TryReadUpdate(in RecordFields record, ref EventFields f, out Fault fault)
    {
        fault = default;
        var updated = record[Column.Updated];
        return updated.IsEmpty || EventTime.TryParse(updated, dateAloneIsStart: false, ref _lastUpdate, out f.Updated)
            || No(RejectReason.BadTime, Column.Updated, out fault);
    }

    bool TryReadAcceptance(in RecordFields record, Channel channel, ref EventFields f, out Fault fault)
    {
        f.ItemCode = IdentifierText.Clean(record[Column.ItemCode]);
        if (f.ItemCode.IsEmpty)
            return No(RejectReason.MissingField, Column.ItemCode, out fault);
        f.Policy = record[Column.Policy];
        var district = record[Column.District];
        if (!TryDistrict(district, out f.District))
            return No(district.IsEmpty ? RejectReason.MissingField : RejectReason.BadDistrict, Column.District, out fault);
        var word = record[Column.Channel];
        f.NamesChannel = !word.IsEmpty;
        f.Channel = f.NamesChannel ? Words.Channel(word) : channel;
        if (f.Channel == Channel.None)
            return No(RejectReason.BadChannel, Column.Channel, out fault);
        f.Stages = _stages.Normalise(record[Column.Stages]);
        if (!IdentifierText.TryClean(record[Column.ProjectCode], out f.ProjectCode) || IsTooLong(f.ProjectCode))
            return No(FaultOf(f.ProjectCode), Column.ProjectCode, out fault);
        fault = default;
        return true;
    }

    static bool TryReadRefusal(in RecordFields record, ref EventFields f, out Fault fault)
    {
        f.ItemCode = IdentifierText.Clean(record[Column.ItemCode]);
        var district = record[Column.District];
        if (!district.IsEmpty && !TryDistrict(district, out f.District))
            return No(RejectReason.BadDistrict, Column.District, out fault);
        fault = default;
        return true;
    }

    static bool TryReadStage(in RecordFields record, ref EventFields f, out Fault fault)
    {
        f.Stage = record[Column.Stage];
        fault = new(RejectReason.MissingField, Column.Stage);
        return !f.Stage.IsEmpty;
    }

    static bool TryReadResult(in RecordFields record, ref EventFields f, out Fault fault)
    {
        fault = default;
        if (f.Result != Result.None)
            return true;
        var word = record[Column.Result];
        f.Result = Words.Result(word);
        return f.Result != Result.None
            || No(word.IsEmpty ? RejectReason.MissingField : RejectReason.BadResult, Column.Result, out fault);
    }

    static bool TryReadNumber(in RecordFields record, Column column, int max, RejectReason bad, ref EventFields f, out Fault fault)
    {
        var digits = record[column];
        f.Number = Words.Number(digits, 1, max);
        fault = new(digits.IsEmpty ? RejectReason.MissingField : bad, column);
        return f.Number != 0;
    }

    static bool ReadReason(in RecordFields record, ref EventFields f)
    {
        f.Reason = Words.Reason(record[Column.Reason]);
        return true;
    }

    /// <summary><c>[1-9]</c> and 5, 8 or 11 digits, of which the first six are kept.</summary>
    public static bool TryDistrict(ReadOnlySpan<byte> text, out District district)
    {
        district = default;
        if (text.Length is not (6 or 9 or 12) || text[0] == '0' || text.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return false;
        var code = 0;
        for (var i = 0; i < 6; i++)
            code = code * 10 + text[i] - '0';
        district = new(code);
        return true;
    }

    /// <summary>Of an identifier that has one.</summary>
    static RejectReason FaultOf(ReadOnlySpan<byte> identifier) => IsTooLong(identifier) ? RejectReason.TooLong : RejectReason.SpoiltId;

    // Inlined: a span just stored, passed on as a whole, is waited for until its halves have reached the cache.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool IsTooLong(ReadOnlySpan<byte> text) => text.Length > MaxIdentifier && CodePoints(text) > MaxIdentifier;

    static int CodePoints(ReadOnlySpan<byte> text)
    {
        var count = 0;
        foreach (var b in text)
            count += (b & 0xC0) == 0x80 ? 0 : 1;
        return count;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static bool No(RejectReason reason, Column column, out Fault fault)
    {
        fault = new(reason, column);
        return false;
    }
}
