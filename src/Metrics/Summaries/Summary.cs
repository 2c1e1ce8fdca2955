using Metrics.CaseLogs;
using Metrics.Cases;
using Metrics.Cube;
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
        var provisional = merged.FirstAcceptance <= day ? reference.Calendars.FirstProvisional(merged.FirstAcceptance, day) : null;
        merged.WarningCounts[(int)Warning.ProvisionalCalendar] = provisional is null ? 0 : 1;
        return new(asOf, provisional is { } first ? DateOnly.FromDayNumber(first) : null, AllTables(merged, tallies, reference, day));
    }

    static List<Table> AllTables(PartialResult merged, IReadOnlyList<LogTally> tallies, Reference reference, int day)
    {
        var labels = new Labels(reference);
        // The tables do not depend on each other; the largest come first, so that two cores end together.
        Func<IReadOnlyList<Table>>[] makers =
        [
            () => OnlineTables.Online(merged, labels),
            () => [ApprovalTables.ApprovalTime(merged, labels, day)],
            () => [ApprovalTables.ItemTime(merged, labels), OnlineTables.ServiceItems(merged, reference.Catalogue, day)],
            () => [ApprovalTables.StageTime(merged, labels), OnlineTables.IntakeTime(merged), ApprovalTables.Backlog(merged, labels)],
            () => [Quality(merged, tallies), WarningTable(merged)],
        ];
        var made = new IReadOnlyList<Table>[makers.Length];
        Parallel.For(0, makers.Length, i => made[i] = makers[i]());
        return [.. made.SelectMany(t => t).OrderBy(t => Array.IndexOf(Order, t.Name))];
    }

    static Table Quality(PartialResult merged, IReadOnlyList<LogTally> tallies) =>
        Table.Sorted("quality", 2, "source,file,lines,accepted,duplicate,rejected," + string.Join(',', RejectReasons.Codes),
            tallies.Select((tally, i) => (Tally: tally, Quality: FileQuality.Of(tally, merged.Files[i])))
                .Where(f => f.Tally.Refusal is null)
                .Select(f => (string[])[f.Tally.File.Source, f.Tally.File.Name, .. f.Quality.Counts.Select(Numbers.Count)]));

    static Table WarningTable(PartialResult merged) =>
        Table.Sorted("warnings", 1, "code,count",
            Warnings.Codes.Select((code, i) => (Code: code, Count: merged.WarningsGiven[i])).Where(w => w.Count > 0)
                .Select(w => (string[])[w.Code, Numbers.Count(w.Count)]));
}
