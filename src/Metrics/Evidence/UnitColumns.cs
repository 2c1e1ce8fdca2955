using Metrics.Cases;

namespace Metrics.Evidence;

/// <summary>The columns that cases and projects share.</summary>
static class UnitColumns
{
    /// <summary>limit to stopped; all missing where there is no unit.</summary>
    internal static EvidenceTable Time(this EvidenceTable row, UnitStanding? unit)
    {
        var time = unit?.Time;
        return row.Number(time?.Limit).Number(time?.Extension).Number(time?.Net).Number(time?.Strict).Number(time?.Paused).Number(time?.Gross)
            .Flag(unit is { IsOpen: false } ? time?.OnTime : null).Flag(unit?.IsOverdue).Flag(unit?.IsStopped);
    }

    /// <summary>due and state.</summary>
    internal static EvidenceTable Due(this EvidenceTable row, UnitStanding? unit) => row.Date(unit?.Due).Word((int?)unit?.State ?? -1);

    /// <summary>Of an open one: none.</summary>
    internal static EvidenceTable Outcome(this EvidenceTable row, Outcome outcome) => row.Word(outcome == Cases.Outcome.Open ? -1 : (int)outcome);

    internal static EvidenceTable District(this EvidenceTable row, District district) => row.Word(district.IsMissing ? -1 : district.Code);
}
