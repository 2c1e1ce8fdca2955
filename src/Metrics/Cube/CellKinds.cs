namespace Metrics.Cube;

// What the cells of each table count beside a histogram of days. Whole numbers (long) and nothing else, which all add up.
// STORED in this order.

/// <summary>Finished units by (month of finish, policy, district, channel); days: net.</summary>
struct ApprovalCell
{
    internal long OnTime;
    internal long OnTimeStrict;
    internal long Denied;
    internal long Extended;
    /// <summary>Sum of calendar days, both ends counted.</summary>
    internal long GrossDays;
    /// <summary>Sum of working days on which the clock stood.</summary>
    internal long PausedDays;
    /// <summary>Overdue units of the period; filled by the roll-up from the backlog.</summary>
    internal long Overdue;
}

/// <summary>Stages done by (month of the case's finish, policy, district, stage); days: net.</summary>
struct StageCell
{
    /// <summary>Cases in which this stage finished last.</summary>
    internal long Last;
}

/// <summary>Ended cases by (month of end, department, item); days: net.</summary>
struct ItemCell
{
    internal long OnTime;
    /// <summary>Ended before the limit (提前办结).</summary>
    internal long Early;
    /// <summary>Of items that promise to be handled at once (马上办).</summary>
    internal long Immediate;
    /// <summary>Of these, ended on the day of acceptance.</summary>
    internal long SameDay;
    /// <summary>Of items that promise one trip (一次办), with a visit.</summary>
    internal long OneTrip;
    /// <summary>Of these, with visits on one day only.</summary>
    internal long OneTripKept;
}

/// <summary>Ratings by (month of the rating, district, department, channel); no days.</summary>
struct RatingCell
{
    internal long VerySatisfied;
    internal long Satisfied;
    internal long FairlySatisfied;
    internal long Dissatisfied;
    internal long VeryDissatisfied;
}

/// <summary>Accepted cases by (month of acceptance, district, channel); days: the wait of those received before.</summary>
struct IntakeCell
{
    internal long Accepted;
    internal long WithinFive;
}

/// <summary>Units not finished at a month's end (or at as_of) by (month, policy, district, channel); no days.</summary>
struct BacklogCell
{
    internal long Open;
    internal long Resting;
    internal long Overdue;
    internal long Paused;
}

/// <summary>Accepted and refused cases by (month, district, item), no days: an item's counts, so that distinct items add up too.</summary>
struct OnlineCell
{
    internal long OneNet;
    internal long OneWindow;
    internal long Other;
    internal long Refused;
    internal long Withdrawn;
    /// <summary>Handled online without a visit to the hall (全程网办).</summary>
    internal long NoVisit;
    /// <summary>Accepted cases whose item could be handled online on that day (是否网办).</summary>
    internal long Capable;
    internal long CapableOneNet;

    internal readonly long Accepted => OneNet + OneWindow + Other;
}

/// <summary>Accepted cases by day of acceptance; no days.</summary>
struct AcceptanceCell
{
    internal long Accepted;
}
