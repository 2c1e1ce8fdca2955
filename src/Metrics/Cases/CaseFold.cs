using Metrics.Events;
using Metrics.Policies;

namespace Metrics.Cases;

/// <summary>
/// Folds the events of a case, in event order, into its state (contract 3). A case begins with its first acceptance, which
/// gives item, policy, district, channel, stages and project for good; a later one changes nothing.
/// </summary>
/// <param name="warned">Called for each warning with the index of the event that gave it; null: warnings are only counted.</param>
/// <param name="keepsAcceptances">Every state keeps its acceptance; else those of projects do.</param>
sealed partial class CaseFold(Reference reference, Action<Warning, int>? warned = null, bool keepsAcceptances = false)
{
    readonly int[] _warnings = new int[Warnings.Codes.Count];
    readonly PausePairs _pairs = new();
    CaseRecords _records = null!;
    CaseState _case = new();
    int _event;
    int _warningsGiven;
    bool _grantCounted;
    bool _denialCounted;

    bool HasEnded => _case.Outcome != Outcome.Open;

    /// <summary>How often each <see cref="Warning"/> was given.</summary>
    internal ReadOnlySpan<int> WarningsGiven => _warningsGiven > 0 ? _warnings : [];

    /// <param name="into">Overwritten.</param>
    internal void Fold(CaseRecords records, ReadOnlySpan<CaseLine> events, CaseState into)
    {
        (_records, _case) = (records, into);
        _case.Reset();
        ClearWarnings();
        _grantCounted = _denialCounted = false;
        var acceptance = IndexOfAcceptance(events);
        if (acceptance < 0)
        {
            FoldUnaccepted(events);
            return;
        }
        _event = acceptance;
        Begin(events[acceptance]);
        _pairs.Begin();
        for (_event = 0; _event < acceptance; _event++)
            BeforeAcceptance(events);
        _case.Correction.End(_case.AcceptedDay);
        TakeSameDay(events[..acceptance]);
        for (_event = acceptance + 1; _event < events.Length; _event++)
            AfterAcceptance(events);
        if (_case.IsFinished)
            WarnOfOpenPauses();
        if (_case.Version is { Measure: Measure.Project } && _case.ProjectCode.IsEmpty && _case.Outcome != Outcome.Withdrawn)
            WarnOf(Warning.ProjectCodeMissing, acceptance);
    }

    static int IndexOfAcceptance(ReadOnlySpan<CaseLine> events)
    {
        for (var i = 0; i < events.Length; i++)
        {
            if (events[i].Kind == EventKind.Accepted)
                return i;
        }
        return -1;
    }

    /// <summary>A case that is never accepted is only refused, or in no table.</summary>
    void FoldUnaccepted(ReadOnlySpan<CaseLine> events)
    {
        var decided = -1;
        for (_event = 0; _event < events.Length; _event++)
        {
            ref readonly var line = ref events[_event];
            if (line.Kind == EventKind.Refused && _case.RefusedDay is null)
                Refuse(line);
            else if (line.Kind is EventKind.Decided or EventKind.Withdrawn && decided < 0)
                decided = _event;
        }
        if (decided >= 0 && _case.RefusedDay is null)
            WarnOf(Warning.NeverAccepted, decided);
    }

    /// <summary>What the first acceptance gives.</summary>
    void Begin(in CaseLine line)
    {
        var record = _records[line];
        _case.AcceptedAt = line.At;
        _case.Row = line.Row;
        _case.District = record.District;
        _case.Channel = (Channel)line.Value;
        _case.Policy = line.Policy;
        _case.Version = reference.Policies.InForce(line.Policy, _case.AcceptedDay);
        if (IsStages)
            ApplyFor(record.Stages, _case.Version!, _case.AcceptedDay);
        if (keepsAcceptances || reference.Policies.MeasureOf(line.Policy) == Measure.Project)
            _case.Acceptance.Keep(record.Bytes);
    }

    void BeforeAcceptance(ReadOnlySpan<CaseLine> events)
    {
        ref readonly var line = ref events[_event];
        switch (line.Kind)
        {
            case EventKind.Received when _case.ReceivedDay is null:
                _case.ReceivedDay = Day.Of(line.At);
                break;
            case EventKind.Refused when _case.RefusedDay is null:
                Refuse(line);
                break;
            case EventKind.StageStarted or EventKind.StageDone when !IsStages:
                break;
            case EventKind.Extended or EventKind.Decided or EventKind.Withdrawn or EventKind.StageStarted or EventKind.StageDone:
                if (!IsTakenWithAcceptance(line))
                    Warn(Warning.BeforeAccepted);
                break;
            default:
                OfAnyTime(events);
                break;
        }
    }

    void Refuse(in CaseLine line)
    {
        _case.RefusedDay = Day.Of(line.At);
        _case.RefusedDistrict = _records[line].District;
        _case.RefusedRow = line.Row;
    }

    /// <summary>
    /// The same-day rule: a clock of days knows no order within a day, and the clocks of two systems differ. A decision, an
    /// extension or a stage event on the day of the first acceptance, but before it, is taken at its moment.
    /// </summary>
    bool IsTakenWithAcceptance(in CaseLine line) => Day.Of(line.At) == _case.AcceptedDay
        && (line.Kind is EventKind.Decided or EventKind.Extended || IsStages && line.Kind is EventKind.StageStarted or EventKind.StageDone);

    void TakeSameDay(ReadOnlySpan<CaseLine> before)
    {
        for (_event = 0; _event < before.Length; _event++)
        {
            if (!IsTakenWithAcceptance(before[_event]))
                continue;
            var (moved, given) = (before[_event] with { At = _case.AcceptedAt }, _warningsGiven);
            Evolve(moved);
            if (_warningsGiven == given)
                Warn(Warning.MovedToAcceptance);
        }
    }

    void AfterAcceptance(ReadOnlySpan<CaseLine> events)
    {
        ref readonly var line = ref events[_event];
        if (line.Kind is EventKind.Visited or EventKind.Rated || !HasEnded && IsOfPause(line.Kind))
            OfAnyTime(events);
        else if (!_pairs.IsTaken(_event))
            Evolve(line);
    }

    void Evolve(in CaseLine line)
    {
        if (HasEnded)
            AfterEnd(line);
        else
            BeforeEnd(line);
    }

    void BeforeEnd(in CaseLine line)
    {
        switch (line.Kind)
        {
            case EventKind.Accepted:
                Warn(Warning.AcceptedAgain);
                break;
            case EventKind.Refused:
                Warn(Warning.RefusedAfterAccepted);
                break;
            case EventKind.Extended:
                _case.Extensions.Add(new(line.At, line.Value));
                break;
            case EventKind.StageStarted or EventKind.StageDone when IsStages:
                StageEvent(line, _records[line].Stage);
                break;
            case EventKind.Decided:
                Decide(line.At, (Result)line.Value);
                break;
            case EventKind.Withdrawn:
                End(Outcome.Withdrawn, line.At);
                break;
        }
    }

    void Decide(long at, Result result)
    {
        if (_grantCounted)
        {
            Warn(Warning.DecidedAgain);
            return;
        }
        _grantCounted = result != Result.Denied;
        _denialCounted = result == Result.Denied;
        // In stages a grant counts, but the last stage applied for ends the case.
        if (_denialCounted)
            End(Outcome.Denied, at);
        else if (!IsStages)
            End(Outcome.Granted, at);
    }

    void AfterEnd(in CaseLine line)
    {
        switch (line.Kind)
        {
            case EventKind.Received or EventKind.DepartmentAccepted or EventKind.Revoked:
            case EventKind.StageStarted or EventKind.StageDone when !IsStages:
                break;
            case EventKind.Decided when _grantCounted || _denialCounted:
                Warn(Warning.DecidedAgain);
                break;
            case EventKind.Decided when IsStages && (Result)line.Value != Result.Denied:
                _grantCounted = true;
                break;
            default:
                Warn(Warning.AfterEnd);
                break;
        }
    }

    /// <summary>Visits and ratings, which count at any time, and pauses, which are tracked before acceptance too.</summary>
    void OfAnyTime(ReadOnlySpan<CaseLine> events)
    {
        ref readonly var line = ref events[_event];
        if (line.Kind == EventKind.Visited)
            _case.Visit(Day.Of(line.At));
        else if (line.Kind == EventKind.Rated)
            _case.Ratings.Add(new(Day.Of(line.At), line.Value));
        else if (IsOfPause(line.Kind) && !_pairs.IsTaken(_event))
            Pause(events);
    }

    void End(Outcome outcome, long at) => (_case.Outcome, _case.EndAt) = (outcome, at);

    void ClearWarnings()
    {
        if (_warningsGiven > 0)
            Array.Clear(_warnings);
        _warningsGiven = 0;
    }

    void Warn(Warning warning) => WarnOf(warning, _event);

    void WarnOf(Warning warning, int index)
    {
        _warningsGiven++;
        _warnings[(int)warning]++;
        warned?.Invoke(warning, index);
    }
}
