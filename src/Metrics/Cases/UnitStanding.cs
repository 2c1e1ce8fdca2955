namespace Metrics.Cases;

/// <summary>A unit (a case or a project) as a run finds it: its time, and where an open one stands.</summary>
/// <param name="IsOpen">Not finished; a resting project is open too.</param>
/// <param name="IsStopped">Open and not resting, and a pause that stops the clock is open; of a project in all its open parts.</param>
/// <param name="IsResting">An unfinished project none of whose parts is open.</param>
/// <param name="Due">Its due date; null: it rests.</param>
readonly record struct UnitStanding(UnitTime Time, bool IsOpen, bool IsStopped, bool IsResting, Day? Due)
{
    internal bool IsOverdue => IsOpen && !Time.OnTime;

    /// <summary>Of an open unit; null: it is finished.</summary>
    internal ClockState? State => !IsOpen ? null : IsResting ? ClockState.Resting
        : ClockStates.Of(Time.Limit + Time.Extension - Time.Net, IsStopped);

    /// <summary>A case that is a unit of its own; it has not ended by withdrawal.</summary>
    internal static UnitStanding Of(CaseState c, in UnitClock clock, Day asOf)
    {
        var time = c.IsFinished ? clock.Finished() : clock.SoFar(asOf);
        return new(time, !c.IsFinished, !c.IsFinished && c.IsPausedAt(asOf, clock.CorrectionStops), false, clock.DueDay(time));
    }

    /// <summary>A project that has a part.</summary>
    internal static UnitStanding Of(in ProjectStanding project)
    {
        var (isOpen, isResting) = (project.FinishAt is null, project.FinishAt is null && !project.IsOpen);
        return new(project.Time(), isOpen, isOpen && !isResting && project.IsPaused, isResting, isResting ? null : project.DueDay());
    }
}
