namespace Metrics.Cases;

/// <summary>What a reader of the numbers should know; the codes of the table <c>warnings</c> (contract 4).</summary>
public enum Warning : byte
{
    AcceptedAgain,
    RefusedAfterAccepted,
    DecidedAgain,
    BeforeAccepted,
    NeverAccepted,
    MovedToAcceptance,
    AfterEnd,
    PauseStartedTwice,
    PauseEndWithoutStart,
    PauseNeverEnded,
    StageNotInPolicy,
    StageNotAppliedFor,
    StageStartedTwice,
    StageDoneTwice,
    ProjectCodeMissing,
    EventIdConflict,
    ProvisionalCalendar,
    RegisterCheck,
}

public static class Warnings
{
    /// <summary>Codes by <see cref="Warning"/>.</summary>
    public static readonly IReadOnlyList<string> Codes =
    [
        "accepted_again", "refused_after_accepted", "decided_again", "before_accepted", "never_accepted",
        "moved_to_acceptance", "after_end", "pause_started_twice", "pause_end_without_start", "pause_never_ended",
        "stage_not_in_policy", "stage_not_applied_for", "stage_started_twice", "stage_done_twice",
        "project_code_missing", "event_id_conflict", "provisional_calendar", "register_check",
    ];
}
