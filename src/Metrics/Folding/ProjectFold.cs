using Metrics.Cases;
using Metrics.Cube;
using Metrics.Policies;

namespace Metrics.Folding;

/// <summary>Joins the cases of projects to projects and counts them.</summary>
sealed class ProjectFold(TableCells into, Reference reference, int asOf)
{
    readonly Tally _tally = new(into, reference, asOf);

    /// <summary>The cells of all projects: those that each thread has counted.</summary>
    internal static IReadOnlyList<TableCells> Count(KeptCases kept, Reference reference, int asOf)
    {
        if (kept.Count == 0)
            return [];
        var results = new TableCells[Math.Min(Environment.ProcessorCount, KeptCases.Parts)];
        var next = -1;
        Parallel.For(0, results.Length, thread =>
        {
            results[thread] = new();
            var fold = new ProjectFold(results[thread], reference, asOf);
            while (Interlocked.Increment(ref next) is var part && part < KeptCases.Parts)
                foreach (var cases in kept.Projects(part, reference))
                    fold.Count(cases);
        });
        return results;
    }

    void Count(List<CaseState> cases)
    {
        var first = cases[0];
        if (first.Version is not { } version)
        {
            // No version is in force at the first acceptance: they are promised, each alone.
            foreach (var c in cases)
                _tally.Unit(c, null);
            return;
        }
        foreach (var c in cases)
            _tally.Item(c, version);
        Count(new Project(cases, version, reference));
    }

    void Count(Project project)
    {
        var (policy, first) = (project.Version.Policy, project.First);
        var atAsOf = project.At(asOf);
        if (atAsOf.FinishAt is not null)
            _tally.Finished(atAsOf.Time(), policy, first.District, first.Channel);
        var then = new ProjectStanding(project, [], null, false, -1);
        for (var month = Day.MonthOf(first.AcceptedDay); ; month++)
        {
            var day = Math.Min(Day.LastOfMonth(month), asOf);
            if (project.GrantUpTo(day) is not null)
                return;
            then = project.At(day, then);
            if (then.FinishAt is null && then.Parts.Length > 0)
                _tally.Backlog(month, policy, first.District, first.Channel, then.IsOpen, then.IsOverdue, then.IsOpen && then.IsPaused);
            if (day == asOf)
                return;
        }
    }
}
