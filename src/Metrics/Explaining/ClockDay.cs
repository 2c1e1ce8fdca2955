using System.Globalization;
using Metrics.Calendars;

namespace Metrics.Explaining;

/// <summary>One day of a case's clock and why it counts or not.</summary>
/// <param name="Status">What the calendar says of it.</param>
/// <param name="Counted">Its running number; null: it does not count.</param>
/// <param name="IsAcceptance">Day 0.</param>
/// <param name="Pauses">Those that lie over the day.</param>
public sealed record ClockDay(DayStatus Status, int? Counted, bool IsAcceptance, IReadOnlyList<ClockPause> Pauses)
{
    public DateOnly Date => Status.Day.Date;

    public Bilingual Text => new(
        Lead("受理当日", "第{0}天", "不计") + Because(Status.Chinese, Pauses.Select(p => p.Text.Zh + (p.StopsClock ? "" : "（不停钟）")), "：", "，"),
        Lead("day of acceptance", "day {0}", "not counted")
            + Because(Status.English, Pauses.Select(p => p.Text.En + (p.StopsClock ? "" : " (does not stop the clock)")), ": ", ", "));

    string Lead(string acceptance, string counted, string not) =>
        IsAcceptance ? acceptance : Counted is { } n ? string.Format(CultureInfo.InvariantCulture, counted, n) : not;

    static string Because(string status, IEnumerable<string> pauses, string colon, string comma) =>
        colon + string.Join(comma, [status, .. pauses]);
}
