using Metrics.Folding;

namespace Metrics.Summaries;

/// <summary>The tables of a run (contract 4), in the contract's order.</summary>
public sealed class Summary
{
    static readonly string[] _order =
    [
        "approval_time", "stage_time", "item_time", "intake_time", "backlog", "item_claims", "online_handling",
        "online_realisation", "service_items", "ratings", "register", "register_checks", "figures", "quality", "warnings",
    ];

    Summary(RunResult run, IReadOnlyList<Table> tables) => (Run, Tables) = (run, tables);

    /// <summary>What the tables were made from.</summary>
    public RunResult Run { get; }

    public IReadOnlyList<Table> Tables { get; }

    public static Summary Of(RunResult run)
    {
        // The tables do not depend on each other; the largest come first, so that two cores end together.
        Func<IReadOnlyList<Table>>[] makers =
        [
            () => OnlineTables.Online(run),
            () => ApprovalTables.OfItems(run),
            () => [ApprovalTables.ApprovalTime(run), ApprovalTables.StageTime(run)],
            () => [OnlineTables.IntakeTime(run), ApprovalTables.Backlog(run)],
            () => [RatingTable.Of(run), ServiceItems.Of(run), LogTables.Quality(run.Logs), LogTables.WarningsGiven(run.WarningsGiven)],
        ];
        var made = new IReadOnlyList<Table>[makers.Length];
        Parallel.For(0, makers.Length, i => made[i] = makers[i]());
        List<Table> tables = [.. made.SelectMany(t => t), RegisterTables.Indicators(run.Register), RegisterTables.Checks(run.Register)];
        tables.Add(Figures.Of(run, tables));
        return new(run, [.. tables.OrderBy(t => Array.IndexOf(_order, t.Name))]);
    }
}
