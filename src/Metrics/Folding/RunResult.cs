using Metrics.CaseLogs;
using Metrics.Cases;
using Metrics.Cube;
using Metrics.Policies;
using Metrics.Registers;

namespace Metrics.Folding;

/// <summary>A completed run: what its logs, reference data and day give. Immutable; the tables and the publication are made from it.</summary>
public sealed class RunResult
{
    RunResult(TableCells cells, IReadOnlyList<RunLog> logs, Reference reference, DateOnly asOf, long[] warnings)
    {
        (Cells, Logs, Reference, AsOf) = (cells, logs, reference, asOf);
        FirstAcceptance = cells.FirstAcceptance();
        Provisional = FirstProvisional(FirstAcceptance, reference, Day.Of(asOf))?.Date;
        warnings[(int)Warning.ProvisionalCalendar] = Provisional is null ? 0 : 1;
        Register = RegisterOf(FirstAcceptance, reference, Day.Of(asOf));
        warnings[(int)Warning.RegisterCheck] = Register.FailedChecks;
        WarningsGiven = warnings;
    }

    /// <summary>Joins the project cases of a merged result to projects and counts them; the merged result stays as it is.</summary>
    /// <param name="merged">The sum of the folds of all shards.</param>
    /// <param name="tallies">What reading each file gave, refused ones too; the index is the file's ordinal.</param>
    /// <param name="city">The city's name for those who read the publication; empty if not given.</param>
    public static RunResult Complete(
        PartialResult merged, IReadOnlyList<LogTally> tallies, Reference reference, DateOnly asOf, string city = "")
    {
        var cells = new TableCells();
        cells.Add(merged.Cells);
        foreach (var projects in ProjectFold.Count(merged.ProjectCases, reference, Day.Of(asOf)))
            cells.Add(projects);
        return new(cells, RunLog.InOrder(merged, tallies), reference, asOf, [.. merged.WarningCounts]) { City = city };
    }

    /// <summary>The first provisional day from the first acceptance to as_of, or null.</summary>
    internal static Day? FirstProvisional(Day? firstAcceptance, Reference reference, Day asOf) =>
        firstAcceptance is { } first ? reference.Calendars.FirstProvisional(first, asOf) : null;

    internal static RegisterCounts RegisterOf(Day? firstAcceptance, Reference reference, Day asOf) =>
        reference.Register is { } register ? RegisterCounts.Of(register, reference.Indicators, firstAcceptance, asOf) : RegisterCounts.None;

    internal TableCells Cells { get; }

    internal RegisterCounts Register { get; }

    /// <summary>All logs of the run, by source, then name, as bytes.</summary>
    public IReadOnlyList<RunLog> Logs { get; }

    public string City { get; private init; } = "";
    public Reference Reference { get; }
    public DateOnly AsOf { get; }

    /// <summary>Day of the first acceptance; null: no case is accepted.</summary>
    public Day? FirstAcceptance { get; }

    /// <summary>The first provisional day from the first acceptance to as_of, or null.</summary>
    public DateOnly? Provisional { get; }

    /// <summary>How often each <see cref="Warning"/> was given.</summary>
    public IReadOnlyList<long> WarningsGiven { get; }
}
