using Metrics.CaseLogs;
using Metrics.Cases;
using Metrics.Policies;

namespace Metrics.Explaining;

/// <summary>Lays the clock of a folded case out. Every number comes from <see cref="UnitClock"/>, the clock of the tables.</summary>
sealed class CaseClocks(CaseHistory history, Project? project, bool gathered)
{
    readonly CaseState _case = history.State;
    readonly Reference _reference = history.Reference;
    readonly Day _asOf = Day.Of(history.AsOf);

    bool IsWithdrawn => _case.Outcome == Outcome.Withdrawn;

    /// <summary>A project's version is that of its first acceptance, for all its cases.</summary>
    PolicyVersion? Version => history.IsOfProject && gathered ? project?.Version : _case.Version;

    bool LimitOfItem => Version is null or { Measure: Measure.Project };

    internal CaseClock Make()
    {
        var clock = new CaseClock
        {
            CaseId = history.CaseId,
            AsOf = history.AsOf,
            KnownOn = _reference.Calendars.KnownOn,
            Status = StatusOf(_case),
            Received = _case.ReceivedDay?.Date,
            Refused = _case.RefusedDay?.Date,
            UnknownLines = history.UnknownLines,
            Warnings = history.Warnings,
        };
        return _case.IsAccepted ? Accepted(clock) : clock;
    }

    static CaseStatus StatusOf(CaseState c) => c switch
    {
        { IsAccepted: false } => c.RefusedDay is null ? CaseStatus.NotAccepted : CaseStatus.Refused,
        { Outcome: Outcome.Open } => CaseStatus.Open,
        { Outcome: Outcome.Withdrawn } => CaseStatus.Withdrawn,
        _ => CaseStatus.Finished,
    };

    CaseClock Accepted(CaseClock clock)
    {
        clock = clock with
        {
            Acceptance = Acceptance(),
            Outcome = _case.Outcome,
            Ended = _case.Outcome == Outcome.Open ? null : _case.EndDay.Date,
            Project = project is null ? null : ProjectClock.Of(project, _reference, history.AsOf),
            ProjectLeftOut = history.IsOfProject && !gathered,
        };
        return IsWithdrawn ? clock : Measured(clock);
    }

    Acceptance Acceptance()
    {
        var row = _reference.Catalogue.Rows[_case.Row];
        return new(_case.AcceptedDay.Date, _reference.Catalogue.Items[row.Item.Number], row.Name,
            row.Department.IsNone ? "" : _reference.Catalogue.Departments[row.Department.Number], _case.District, _case.Channel,
            Version?.Id ?? PolicySet.PromisedId, Version is { } v ? new(v.NameZh, v.NameEn) : new("承诺时限", "Promised days of the item"),
            Version?.Measure ?? Measure.Case, ShownValue.Of("project_code", System.Text.Encoding.UTF8.GetString(_case.ProjectCode)), LimitOfItem,
            Version?.CorrectionStopsClock ?? true);
    }

    CaseClock Measured(CaseClock clock)
    {
        var unit = LimitOfItem ? UnitClock.OfItem(_case, Version, _reference) : UnitClock.Of(_case, Version, _reference);
        var (from, through) = (_case.AcceptedDay, _case.IsFinished ? _case.EndDay : _asOf);
        var running = new RunningClock(unit.Calendar, from, through, _case.IsFinished ? unit.Finished() : unit.SoFar(_asOf), unit.NetUpTo);
        ClockState? state = _case.IsFinished ? null : running.StateOf(_case.IsPausedAt(_asOf, unit.CorrectionStops));
        var pauses = ClockPause.Of(_case, unit.Calendar, unit.CorrectionStops, from, through);
        return clock with
        {
            Figures = ClockFigures.Of(running, state, _reference.Calendars, _case.District),
            Stages = Stages(unit, through),
            Pauses = pauses,
            Days = [.. running.Days().Select(d => new ClockDay(d.Status, d.Counted, d.Status.Day == from, Covering(pauses, d.Status.Day)))],
        };
    }

    static ClockPause[] Covering(IReadOnlyList<ClockPause> pauses, Day day) =>
        pauses.Count == 0 ? [] : [.. pauses.Where(p => p.Covers(day.Date))];

    StageClock[] Stages(UnitClock unit, Day through) => Version is not { Measure: Measure.Stages } version ? [] :
    [
        .. version.Stages.Zip(_case.Stages).Where(s => s.Second.Applied).Select(s => new StageClock(
            s.First.Id, new(s.First.NameZh, s.First.NameEn), s.Second.StartDay.Date,
            s.Second.Done ? Day.Of(s.Second.DoneAt).Date : null,
            unit.Net(s.Second.StartDay, s.Second.Done ? Day.Of(s.Second.DoneAt) : through))),
    ];
}
