using Metrics.Events;

namespace Metrics.Cases;

/// <summary>The pauses of a case: each kind is tracked apart, whether it stops the clock or not.</summary>
sealed partial class CaseFold
{
    static bool IsOfPause(EventKind kind) => kind is EventKind.CorrectionStarted or EventKind.CorrectionEnded
        or EventKind.SpecialStarted or EventKind.SpecialEnded;

    void Pause(ReadOnlySpan<CaseLine> events)
    {
        ref readonly var line = ref events[_event];
        var pauses = line.Kind is EventKind.CorrectionStarted or EventKind.CorrectionEnded ? _case.Correction : _case.Special;
        if (line.Kind is EventKind.CorrectionStarted or EventKind.SpecialStarted)
            StartPause(pauses, events);
        else if (!pauses.End(Day.Of(line.At)) && !_pairs.TryTakeStart(events, _event))
            Warn(Warning.PauseEndWithoutStart);
    }

    /// <summary>Where two pauses meet at one instant, the start comes first in event order: the open one ends, the next begins.</summary>
    void StartPause(Pauses pauses, ReadOnlySpan<CaseLine> events)
    {
        ref readonly var line = ref events[_event];
        var day = Day.Of(line.At);
        if (pauses.HasOpen && _pairs.TryTakeEnd(events, _event))
            pauses.End(day);
        if (!pauses.Start(day, (PauseReason)line.Value, _event))
            Warn(Warning.PauseStartedTwice);
    }

    /// <summary>An endless pause favours the office: it is told of every finished case, whether it stops the clock or not.</summary>
    void WarnOfOpenPauses()
    {
        foreach (var pauses in (ReadOnlySpan<Pauses>)[_case.Correction, _case.Special])
        {
            if (pauses.HasOpen)
                WarnOf(Warning.PauseNeverEnded, pauses.OpenedBy);
        }
    }
}
