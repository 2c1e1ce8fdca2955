using System.Globalization;
using Metrics.CaseLogs;
using Metrics.Events;

namespace Metrics.Cli.Generate.Logs;

/// <summary>A way in which a line is broken on purpose: always a copy of a good line, so that the case itself stays whole.</summary>
/// <param name="Every">One broken copy after so many lines that can be broken this way, in each system's log.</param>
/// <param name="Kind">The event that can be broken this way; none: any.</param>
sealed record Fault(RejectReason Reason, int Every, EventKind Kind = EventKind.None)
{
    public static readonly IReadOnlyList<Fault> All =
    [
        new(RejectReason.BadEncoding, 4000),
        new(RejectReason.BadRow, 2500),
        new(RejectReason.MissingField, 2500),
        new(RejectReason.TooLong, 8000),
        new(RejectReason.UnknownEvent, 4000),
        new(RejectReason.BadTime, 2500),
        new(RejectReason.BadDistrict, 1500, EventKind.Accepted),
        new(RejectReason.BadChannel, 1500, EventKind.Accepted),
        new(RejectReason.BadResult, 1500, EventKind.Decided),
        new(RejectReason.BadDays, 100, EventKind.Extended),
        new(RejectReason.BadRating, 1000, EventKind.Rated),
        new(RejectReason.UnknownItem, 1000, EventKind.Accepted),
        new(RejectReason.UnknownPolicy, 2500, EventKind.Accepted),
    ];

    /// <summary>The first comes early, each fault at another line, so that a small city has them all.</summary>
    public int First => Kind == EventKind.Extended ? 2 : 20 + 7 * (int)Reason;

    public string Rate => string.Create(CultureInfo.InvariantCulture,
        $"1 in {Every} {(Kind == EventKind.None ? "lines" : $"{Vocabulary.Name(Kind)} lines")}");

    /// <summary>Breaks the line's values in place. A <see cref="RejectReason.BadRow"/> keeps its values; it is broken as it is written.</summary>
    public void Break(LogLine line, Vocabulary words, long number)
    {
        switch (Reason)
        {
            case RejectReason.BadEncoding:
                line.Set(Column.Applicant, [0xFF, 0xFF]);
                break;
            case RejectReason.MissingField:
                line.Set(number % 3 == 0 ? Column.CaseId : number % 3 == 1 ? Column.Event : Column.At, []);
                break;
            case RejectReason.TooLong:
                Digits.Fill(line.Room(Column.CaseId, 65), (int)(number % 1000));
                break;
            case RejectReason.BadResult:
                line.Set(Column.Event, words.Word(EventKind.Decided));
                line.Set(Column.Result, words.Encode("待定"));
                break;
            case RejectReason.BadRow:
                break;
            default:
                var (column, value) = WrongValue();
                line.Set(column, words.Encode(value));
                break;
        }
    }

    (Column, string) WrongValue() => Reason switch
    {
        RejectReason.UnknownEvent => (Column.Event, "归档"),
        RejectReason.BadTime => (Column.At, "02-30 10:00"),
        RejectReason.BadDistrict => (Column.District, "杭州市"),
        RejectReason.BadChannel => (Column.Channel, "微信"),
        RejectReason.BadDays => (Column.Days, "0"),
        RejectReason.BadRating => (Column.Rating, "6"),
        RejectReason.UnknownItem => (Column.ItemCode, "XK-99999-01"),
        RejectReason.UnknownPolicy => (Column.Policy, "special_zone"),
        _ => throw new InvalidOperationException($"{Reason} is not a wrong value"),
    };
}
