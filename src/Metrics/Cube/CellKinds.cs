namespace Metrics.Cube;

/// <summary>Finished units by (month of finish, policy, district, channel).</summary>
public sealed class ApprovalCell() : Cell(7)
{
    public ref long OnTime => ref Number(0);
    public ref long OnTimeStrict => ref Number(1);
    public ref long Denied => ref Number(2);
    public ref long Extended => ref Number(3);
    /// <summary>Sum of calendar days, both ends counted.</summary>
    public ref long GrossDays => ref Number(4);
    /// <summary>Sum of working days on which the clock stood.</summary>
    public ref long PausedDays => ref Number(5);
    /// <summary>Overdue units of the period; filled by the roll-up from the backlog.</summary>
    public ref long Overdue => ref Number(6);
    public Histogram Net => Days;
}

/// <summary>Stages done by (month of the case's finish, policy, district, stage).</summary>
public sealed class StageCell() : Cell(1)
{
    /// <summary>Cases in which this stage finished last.</summary>
    public ref long Last => ref Number(0);
    public Histogram Net => Days;
}

/// <summary>Ended cases by (month of end, department, item).</summary>
public sealed class ItemCell() : Cell(1)
{
    public ref long OnTime => ref Number(0);
    public Histogram Net => Days;
}

/// <summary>Accepted cases and their wait by (month of acceptance, district, channel).</summary>
public sealed class IntakeCell() : Cell(2)
{
    public ref long Accepted => ref Number(0);
    public ref long WithinFive => ref Number(1);
    public Histogram Wait => Days;
}

/// <summary>Units not finished at a month's end (or at as_of) by (month, policy, district, channel).</summary>
public sealed class BacklogCell() : Cell(4)
{
    public ref long Open => ref Number(0);
    public ref long Resting => ref Number(1);
    public ref long Overdue => ref Number(2);
    public ref long Paused => ref Number(3);
}

/// <summary>Accepted and refused cases by (month, district, item): an item's counts, so that distinct items add up too.</summary>
public sealed class OnlineCell() : Cell(7)
{
    public ref long OneNet => ref Number(0);
    public ref long OneWindow => ref Number(1);
    public ref long Other => ref Number(2);
    public ref long Refused => ref Number(3);
    public ref long Withdrawn => ref Number(4);
    /// <summary>Accepted cases whose item could be handled online on that day (是否网办).</summary>
    public ref long Capable => ref Number(5);
    public ref long CapableOneNet => ref Number(6);

    public long Accepted => OneNet + OneWindow + Other;
}
