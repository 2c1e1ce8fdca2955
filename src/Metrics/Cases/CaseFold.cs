using Metrics.Events;
using Metrics.Policies;

namespace Metrics.Cases;

/// <summary>
/// Folds the events of a case, in event order, into its state (contract 3). A case begins with its first
/// acceptance, which gives item, policy, district, channel, stages and project for good, and it is never reborn.
/// </summary>
sealed partial class CaseFold(Reference reference, Action<Warning, int>? warned = null)
{
    readonly int[] _warnings = new int[Warnings.Codes.Count];
    CaseRecords _records = null!;
    CaseState _case = new();
    int _event;
    bool _grantCounted;
    bool _denialCounted;
    bool _anyWarning;

    bool HasEnded => _case.Outcome != Outcome.Open;

    /// <summary>How often each <see cref="Warning"/> was given; of a case never accepted, none.</summary>
    internal ReadOnlySpan<int> WarningsGiven => _anyWarning ? _warnings : [];

    /// <param name="into">Overwritten.</param>
    internal void Fold(CaseRecords records, ReadOnlySpan<CaseLine> events, CaseState into)
    {
        _records = records;
        _case = into;
        _case.Reset();
        ClearWarnings();
        _stageEventsBefore = 0;
        _grantCounted = _denialCounted = false;
        for (_event = 0; _event < events.Length; _event++)
        {
            ref readonly var line = ref events[_event];
            if (!_case.IsAccepted)
                BeforeAcceptance(line);
            else if (HasEnded)
                AfterEnd(line);
            else
                Evolve(line);
        }
        if (!_case.IsAccepted)
            ClearWarnings();
    }

    void BeforeAcceptance(in CaseLine line)
    {
        var day = Day.Of(line.At);
        switch (line.Kind)
        {
            case EventKind.Received when _case.ReceivedDay < 0:
                _case.ReceivedDay = day;
                break;
            case EventKind.Accepted:
                Accept(line);
                break;
            case EventKind.Refused when _case.RefusedDay < 0:
                Refuse(day, line);
                break;
            case EventKind.Extended or EventKind.Decided or EventKind.Withdrawn:
                Warn(Warning.BeforeAccepted);
                break;
            case EventKind.StageStarted or EventKind.StageDone:
                _stageEventsBefore++;
                break;
            default:
                Pause(line, day);
                break;
        }
    }

    void Refuse(int day, in CaseLine line)
    {
        _case.RefusedDay = day;
        _case.RefusedDistrict = _records[line].District;
        _case.RefusedItem = line.Row < 0 ? -1 : reference.Catalogue.Rows[line.Row].Item;
    }

    void Accept(in CaseLine line)
    {
        var day = Day.Of(line.At);
        var record = _records[line];
        _case.AcceptedAt = line.At;
        _case.Row = line.Row;
        _case.District = record.District;
        _case.Channel = (Channel)line.Value;
        _case.Policy = line.Policy;
        _case.Version = reference.Policies.InForce(line.Policy, day);
        _case.Correction.End(day);
        if (IsStages)
            ApplyFor(record.Stages, _case.Version!, day);
        else if (reference.Policies.MeasureOf(line.Policy) == Measure.Project)
            _case.Acceptance.Keep(record.Bytes);
    }

    void Evolve(in CaseLine line)
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
            case EventKind.StageStarted or EventKind.StageDone:
                if (IsStages)
                    StageEvent(line, _records[line].Stage);
                break;
            case EventKind.Decided:
                Decide(line.At, (Result)line.Value);
                break;
            case EventKind.Withdrawn:
                End(Outcome.Withdrawn, line.At);
                break;
            default:
                Pause(line, Day.Of(line.At));
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
            case EventKind.Received or EventKind.DepartmentAccepted or EventKind.Revoked or EventKind.Visited or EventKind.Rated:
                break;
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

    void Pause(in CaseLine line, int day)
    {
        switch (line.Kind)
        {
            case EventKind.CorrectionStarted when !_case.Correction.Start(day, (PauseReason)line.Value):
            case EventKind.SpecialStarted when !_case.Special.Start(day, (PauseReason)line.Value):
                Warn(Warning.PauseStartedTwice);
                break;
            case EventKind.CorrectionEnded when !_case.Correction.End(day):
            case EventKind.SpecialEnded when !_case.Special.End(day):
                Warn(Warning.PauseEndWithoutStart);
                break;
        }
    }

    void End(Outcome outcome, long at) => (_case.Outcome, _case.EndAt) = (outcome, at);

    void ClearWarnings()
    {
        _anyWarning = false;
        Array.Clear(_warnings);
    }

    void Warn(Warning warning)
    {
        _anyWarning = true;
        _warnings[(int)warning]++;
        warned?.Invoke(warning, _event);
    }
}
