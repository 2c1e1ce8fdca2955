namespace Metrics.Cli.Generate.Faults;

/// <summary>What is planted on purpose, in the order of the report. Names and rates: <see cref="FaultRates"/>.</summary>
enum Fault
{
    None,

    // A line sent again.
    SameFile, OtherFile, OtherSource,

    // A line that takes another line's place, or takes it back.
    CorrectedVersion, TakenBack,

    // A broken copy of a line.
    BadEncoding, BadRow, MissingField, TooLong, SpoiltId, UnknownEvent, BadTime, BadDistrict, BadChannel, BadResult, BadDays, BadRating,
    BadFlag, UnknownItem, UnknownPolicy,

    // A mistake in a case.
    AcceptedAgain, DecidedAgain, EndWithoutStart, StartedAfterEnd, DecidedBeforeAccepted, NeverAccepted, PauseNeverEnded,

    // A correction (补正) of which one time or more is a date alone.
    PauseOfDates, PauseFromADate, PauseToADate, PausesThatMeet, PauseWithinADay,

    // What a spreadsheet's export adds to its lines.
    TitleRow, RepeatedHeader, BlankRow, Mark,
}
