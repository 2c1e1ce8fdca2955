using Metrics.Calendars;
using Metrics.Cases;
using Metrics.Events;

namespace Metrics.Explaining;

/// <summary>The two kinds of pauses.</summary>
public enum PauseKind
{
    /// <summary>特别程序 (行政许可法 art. 45): always stops the clock.</summary>
    Special,
    /// <summary>补正: stops the clock where the policy says so.</summary>
    Correction,
}

/// <summary>A pause inside the span of a case: its days are (Start, End].</summary>
/// <param name="End">Null: not ended in the span, so that it runs to the span's end.</param>
/// <param name="StopsClock">False: a correction under a policy whose clock it does not stop; its days are counted.</param>
/// <param name="WorkingDays">Its own, inside the span. Days of two pauses at once are in both.</param>
public sealed record ClockPause(PauseKind Kind, DateOnly Start, DateOnly? End, PauseReason Reason, bool StopsClock, int WorkingDays)
{
    public Bilingual Text => Terms.Of(Kind, Reason);

    public bool Covers(DateOnly day) => Start < day && (End is null || day <= End);

    /// <summary>The pauses of a case inside (from, through], by their start.</summary>
    internal static IReadOnlyList<ClockPause> Of(CaseState c, Calendar calendar, bool correctionStops, Day from, Day through)
    {
        ClockPause Cut(PauseKind kind, Pause p)
        {
            var (start, end) = (Day.Max(p.Start, from), Day.Min(p.End, through));
            return new(kind, p.Start.Date, p.End > through ? null : p.End.Date, p.Reason,
                kind == PauseKind.Special || correctionStops, start < end ? calendar.Count(start, end) : 0);
        }
        return
        [
            .. c.Special.List.Select(p => (PauseKind.Special, Pause: p)).Concat(c.Correction.List.Select(p => (PauseKind.Correction, Pause: p)))
                .Where(p => p.Pause.Start <= through && (p.Pause.Start >= from || p.Pause.End > from))
                .OrderBy(p => p.Pause.Start).Select(p => Cut(p.Item1, p.Pause)),
        ];
    }
}
