using Metrics.Cases;
using Metrics.Events;
using Metrics.Policies;

namespace Metrics.Explaining;

/// <summary>What became of a case up to a day.</summary>
public enum CaseStatus
{
    /// <summary>No acceptance and no refusal: no clock.</summary>
    NotAccepted,
    /// <summary>不予受理, and never accepted: no clock.</summary>
    Refused,
    Open,
    Finished,
    /// <summary>撤件: not finished, no time is measured.</summary>
    Withdrawn,
}

/// <summary>The clock of one case laid out day by day, as of a day: the tables' own numbers and the reason for each day.</summary>
public sealed record CaseClock
{
    public required string CaseId { get; init; }
    public required DateOnly AsOf { get; init; }
    /// <summary>The day of the calendar's knowledge; null: everything is known.</summary>
    public required DateOnly? KnownOn { get; init; }
    public required CaseStatus Status { get; init; }
    /// <summary>First <c>received</c> before the acceptance (接件).</summary>
    public DateOnly? Received { get; init; }
    /// <summary>First refusal before the acceptance (不予受理).</summary>
    public DateOnly? Refused { get; init; }
    /// <summary>What the acceptance fixed; null: never accepted, and then the rest is empty too.</summary>
    public Acceptance? Acceptance { get; init; }
    public DateOnly? Ended { get; init; }
    public Outcome Outcome { get; init; }
    /// <summary>Null when never accepted, or withdrawn.</summary>
    public ClockFigures? Figures { get; init; }
    /// <summary>The stages applied for, in the policy's order; empty for other measures.</summary>
    public IReadOnlyList<StageClock> Stages { get; init; } = [];
    public IReadOnlyList<ClockPause> Pauses { get; init; } = [];
    public IReadOnlyList<CaseWarning> Warnings { get; init; } = [];
    /// <summary>From acceptance (day 0) to the finish or the day of the question; empty where there are no figures.</summary>
    public IReadOnlyList<ClockDay> Days { get; init; } = [];
    /// <summary>The project that the case belongs to; null: none, or it was not gathered.</summary>
    public ProjectClock? Project { get; init; }
    /// <summary>Whether the case belongs to a project that was not gathered.</summary>
    public bool ProjectLeftOut { get; init; }
    /// <summary>Lines of the case that name an item or policy which the reference data lacks.</summary>
    public long UnknownLines { get; init; }

    /// <summary>The answer in one sentence.</summary>
    public Bilingual Text => CaseText.Of(this);

    /// <param name="cases">All cases of the project that the case belongs to; null: not gathered, the case is explained alone.</param>
    public static CaseClock Of(CaseHistory history, ProjectCases? cases = null) =>
        new CaseClocks(history, history.IsOfProject ? cases?.Join() : null, cases is not null).Make();
}

/// <summary>What the first acceptance fixed for good.</summary>
/// <param name="Department">Empty where the catalogue names none.</param>
/// <param name="Policy">Its id; <c>promised</c>: none is in force.</param>
/// <param name="PolicyName">The version's names.</param>
/// <param name="LimitOfItem">True: the limit is the item's promised days, and not the policy's; so for a part of a project, too.</param>
public sealed record Acceptance(
    DateOnly Day, string ItemCode, string ItemName, string Department, District District, Channel Channel, string Policy, Bilingual PolicyName,
    Measure Measure, string ProjectCode, bool LimitOfItem, bool CorrectionStopsClock);

/// <summary>A stage of a case of measure stages.</summary>
/// <param name="Start">First start, else the acceptance.</param>
/// <param name="Done">Null: not done.</param>
/// <param name="Net">Working days of (start, done] that are not paused; of an open stage so far.</param>
public sealed record StageClock(string Id, Bilingual Name, DateOnly Start, DateOnly? Done, int Net);
