using Metrics.Cases;
using Metrics.Events;
using Metrics.Policies;

namespace Metrics.Explaining;

/// <summary>What a case is to its project.</summary>
public enum PartRole
{
    Part,
    /// <summary>Withdrawn before the grant: no part.</summary>
    Withdrawn,
    /// <summary>Accepted after the grant: a part, not measured.</summary>
    AfterGrant,
}

/// <summary>A case of a project: its span in the project's clock and what of it is paused.</summary>
/// <param name="Through">
/// The span is (accepted, through]: to its own end, the project's finish or the day of the question; null where it is not measured.
/// </param>
/// <param name="Net">Working days of its span less its pauses, by the project's calendar; those of two parts at once are in both.</param>
public sealed record ProjectPart(
    string CaseId, string ItemCode, string ItemName, PartRole Role, DateOnly Accepted, DateOnly? Ended, Outcome Outcome, DateOnly? Through,
    int Net, int Extension, IReadOnlyList<ClockPause> Pauses)
{
    internal bool Covers(DateOnly day) => Accepted < day && day <= Through;
    internal bool IsPausedOn(DateOnly day) => Pauses.Any(p => p.StopsClock && p.Covers(day));
}

/// <summary>One day of a project's clock.</summary>
/// <param name="Counted">Its running number; null: it does not count.</param>
/// <param name="Running">Case ids of the parts whose clock runs on it, if it is a working day.</param>
/// <param name="Paused">Case ids of the parts whose clock stands on it.</param>
public sealed record ProjectDay(Calendars.DayStatus Status, int? Counted, bool IsAcceptance, IReadOnlyList<string> Running, IReadOnlyList<string> Paused)
{
    public DateOnly Date => Status.Day.Date;

    public Bilingual Text => ProjectText.Of(this);
}

/// <summary>The clock of a construction project (工程建设项目): each part's span and pauses, and the union of what they leave.</summary>
public sealed record ProjectClock
{
    public required DateOnly AsOf { get; init; }
    /// <summary>Empty: a project of one case that names none.</summary>
    public required string Code { get; init; }
    public required string Policy { get; init; }
    public required Bilingual PolicyName { get; init; }
    public required string EndItem { get; init; }
    /// <summary>First acceptance, of a withdrawn case too: it gives version, district and channel.</summary>
    public required DateOnly FirstAccepted { get; init; }
    public required District District { get; init; }
    public required Channel Channel { get; init; }
    public required IReadOnlyList<ProjectPart> Parts { get; init; }
    public DateOnly? Finished { get; init; }
    /// <summary>Granted, denied or open.</summary>
    public Outcome Outcome { get; init; }
    /// <summary>Null: all its cases are withdrawn, so that it is no project.</summary>
    public ClockFigures? Figures { get; init; }
    /// <summary>From the first part's acceptance to the finish or the day of the question.</summary>
    public IReadOnlyList<ProjectDay> Days { get; init; } = [];

    public Bilingual Text => ProjectText.Of(this);

    internal static ProjectClock Of(Project project, Reference reference, DateOnly asOf) => new ProjectClocks(project, reference, asOf).Make();
}
