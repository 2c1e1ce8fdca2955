namespace Metrics.Cases;

/// <summary>Where an unfinished unit stands as of a day.</summary>
public enum ClockState
{
    /// <summary>按期: two working days or more are left.</summary>
    OnTime,
    /// <summary>今日到期: none is left, and none is over; the next working day would be late.</summary>
    DueToday,
    /// <summary>次日到期: the next working day is the last.</summary>
    DueTomorrow,
    /// <summary>逾期: net days so far are above limit and extension, be the clock paused or not.</summary>
    Overdue,
    /// <summary>暂停: a pause that stops the clock is open.</summary>
    Paused,
    /// <summary>待申报: a project none of whose parts is open.</summary>
    Resting,
}

static class ClockStates
{
    /// <summary>Of a unit that does not rest.</summary>
    /// <param name="remaining">Working days left; below 0: over.</param>
    internal static ClockState Of(int remaining, bool paused) => remaining switch
    {
        < 0 => ClockState.Overdue,
        _ when paused => ClockState.Paused,
        0 => ClockState.DueToday,
        1 => ClockState.DueTomorrow,
        _ => ClockState.OnTime,
    };
}
