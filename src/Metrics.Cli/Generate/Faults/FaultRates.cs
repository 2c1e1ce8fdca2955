using Metrics.Events;

namespace Metrics.Cli.Generate.Faults;

/// <summary>The rates of all faults of a city that is not plain: low, as in logs of offices.</summary>
static class FaultRates
{
    public static readonly IReadOnlyList<FaultRate> All =
    [
        new(Fault.SameFile, FaultGroup.Repeated, "same_file", 200, "events"),
        new(Fault.OtherFile, FaultGroup.Repeated, "other_file", 500, "events"),
        new(Fault.OtherSource, FaultGroup.Repeated, "other_source", 1000, "events"),
        new(Fault.CorrectedVersion, FaultGroup.Revised, "corrected_version", 250, "one_net events"),
        new(Fault.TakenBack, FaultGroup.Revised, "taken_back", 1000, "one_net events"),
        new(Fault.BadEncoding, FaultGroup.Rejected, "bad_encoding", 4000, "lines"),
        new(Fault.BadRow, FaultGroup.Rejected, "bad_row", 2500, "lines"),
        new(Fault.MissingField, FaultGroup.Rejected, "missing_field", 2500, "lines"),
        new(Fault.TooLong, FaultGroup.Rejected, "too_long", 8000, "lines"),
        new(Fault.SpoiltId, FaultGroup.Rejected, "spoilt_id", 2500, "lines"),
        new(Fault.UnknownEvent, FaultGroup.Rejected, "unknown_event", 4000, "lines"),
        new(Fault.BadTime, FaultGroup.Rejected, "bad_time", 2500, "lines"),
        new(Fault.BadDistrict, FaultGroup.Rejected, "bad_district", 1500, "accepted lines", EventKind.Accepted),
        new(Fault.BadChannel, FaultGroup.Rejected, "bad_channel", 1500, "accepted lines", EventKind.Accepted),
        new(Fault.BadResult, FaultGroup.Rejected, "bad_result", 1500, "decided lines", EventKind.Decided),
        new(Fault.BadDays, FaultGroup.Rejected, "bad_days", 100, "extended lines", EventKind.Extended),
        new(Fault.BadRating, FaultGroup.Rejected, "bad_rating", 1000, "rated lines", EventKind.Rated),
        new(Fault.BadFlag, FaultGroup.Rejected, "bad_flag", 4000, "lines with deleted"),
        new(Fault.UnknownItem, FaultGroup.Rejected, "unknown_item", 1000, "accepted lines", EventKind.Accepted),
        new(Fault.UnknownPolicy, FaultGroup.Rejected, "unknown_policy", 2500, "accepted lines", EventKind.Accepted),
        new(Fault.AcceptedAgain, FaultGroup.Case, "accepted_again", 1000, "cases"),
        new(Fault.DecidedAgain, FaultGroup.Case, "decided_again", 1000, "cases"),
        new(Fault.EndWithoutStart, FaultGroup.Case, "pause_end_without_start", 1000, "cases"),
        new(Fault.StartedAfterEnd, FaultGroup.Case, "pause_after_end", 1000, "cases"),
        new(Fault.DecidedBeforeAccepted, FaultGroup.Case, "decided_before_accepted", 100, "cases decided at once"),
        new(Fault.NeverAccepted, FaultGroup.Case, "never_accepted", 500, "cases"),
        new(Fault.PauseNeverEnded, FaultGroup.Case, "pause_never_ended", 500, "cases"),
        new(Fault.PauseOfDates, FaultGroup.Pause, "pause_of_dates", 20, "corrections"),
        new(Fault.PauseFromADate, FaultGroup.Pause, "pause_from_a_date", 40, "corrections"),
        new(Fault.PauseToADate, FaultGroup.Pause, "pause_to_a_date", 40, "corrections"),
        new(Fault.PausesThatMeet, FaultGroup.Pause, "pauses_that_meet", 40, "corrections"),
        new(Fault.PauseWithinADay, FaultGroup.Pause, "pause_within_a_day", 40, "corrections"),
        new(Fault.TitleRow, FaultGroup.Export, "title_row", 1, "rows above the header of an export"),
        new(Fault.RepeatedHeader, FaultGroup.Export, "repeated_header", 40, "lines of a joined export"),
        new(Fault.BlankRow, FaultGroup.Export, "blank_row", 1, "rows below the last line of an export"),
        new(Fault.Mark, FaultGroup.Export, "mark", 50, "lines of a joined export"),
    ];

    public static IReadOnlyList<FaultRate> Of(FaultGroup group) => [.. All.Where(r => r.Group == group)];
}
