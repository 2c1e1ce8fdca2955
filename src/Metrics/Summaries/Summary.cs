using Metrics.CaseLogs;
using Metrics.Cases;
using Metrics.Folding;
using Metrics.Policies;

namespace Metrics.Summaries;

/// <summary>The ten tables of a run.</summary>
public sealed class Summary
{
    static readonly string[] Order =
    [
        "approval_time", "stage_time", "item_time", "intake_time", "backlog", "online_handling", "online_realisation",
        "service_items", "quality", "warnings",
    ];

    Summary(DateOnly asOf, DateOnly? provisional, IReadOnlyList<Table> tables) => (AsOf, Provisional, Tables) = (asOf, provisional, tables);

    public DateOnly AsOf { get; }

    /// <summary>The first provisional day from the first acceptance to as_of, or null.</summary>
    public DateOnly? Provisional { get; }

    public IReadOnlyList<Table> Tables { get; }

    /// <param name="merged">The sum of the folds of all shards; it is used up: the projects are counted into it.</param>
    /// <param name="tallies">What reading each file gave; the index is the file's ordinal. Refused files have no row in <c>quality</c>.</param>
    public static Summary From(PartialResult merged, IReadOnlyList<LogTally> tallies, Reference reference, DateOnly asOf)
    {
        var day = asOf.DayNumber;
        ProjectFold.Count(merged, reference, day);
        var first = merged.FirstAcceptance();
        var provisional = first <= day ? reference.Calendars.FirstProvisional(first, day) : null;
        merged.WarningCounts[(int)Warning.ProvisionalCalendar] = provisional is null ? 0 : 1;
        return new(asOf, provisional is { } from ? DateOnly.FromDayNumber(from) : null, AllTables(merged, tallies, reference, day));
    }

    static List<Table> AllTables(PartialResult merged, IReadOnlyList<LogTally> tallies, Reference reference, int day)
    {
        // The tables do not depend on each other; the largest come first, so that two cores end together.
        Func<IReadOnlyList<Table>>[] makers =
        [
            () => OnlineTables.Online(merged, reference),
            () => [ApprovalTables.ItemTime(merged, reference), ServiceItems.Of(reference.Catalogue, merged.FirstAcceptance(), day)],
            () => [ApprovalTables.ApprovalTime(merged, reference, day), ApprovalTables.StageTime(merged, reference)],
            () => [OnlineTables.IntakeTime(merged), ApprovalTables.Backlog(merged, reference)],
            () => [LogTables.Quality(merged, tallies), LogTables.WarningsGiven(merged.WarningsGiven)],
        ];
        var made = new IReadOnlyList<Table>[makers.Length];
        Parallel.For(0, makers.Length, i => made[i] = makers[i]());
        return [.. made.SelectMany(t => t).OrderBy(t => Array.IndexOf(Order, t.Name))];
    }
}
