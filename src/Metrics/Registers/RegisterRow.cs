namespace Metrics.Registers;

/// <summary>A row of the register: so many of a kind, when they came and what became of them (contract 8).</summary>
/// <param name="Intake">Empty as long as <paramref name="IntakeAt"/> is <see cref="Day.Never"/>.</param>
/// <param name="Heard">开庭日期, <see cref="Day.Never"/> if none.</param>
/// <param name="Outcome">May be empty on a row that is closed.</param>
/// <param name="Closed">办结日期, <see cref="Day.Never"/> if it is open.</param>
/// <param name="Department">Empty if none.</param>
/// <param name="Subject">Key of a holder, for counts of distinct ones. It is never shown.</param>
/// <param name="Count">1 to 1,000,000.</param>
sealed record RegisterRow(
    RegisterKind Kind, string Id, Day Received, string Intake, Day IntakeAt, Day Heard, string Outcome, Day Closed, string Department,
    IReadOnlyList<string> Tags, string Subject, int Count)
{
    /// <summary>The row as it stood at the end of a day on which it was received; later days are not there.</summary>
    internal RegisterRow KnownOn(Day day)
    {
        var known = this;
        if (IntakeAt > day)
            known = known with { Intake = "", IntakeAt = Day.Never };
        if (Heard > day)
            known = known with { Heard = Day.Never };
        return Closed > day ? known with { Outcome = "", Closed = Day.Never } : known;
    }
}
