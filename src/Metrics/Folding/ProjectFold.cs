using Metrics.Cases;
using Metrics.Policies;

namespace Metrics.Folding;

/// <summary>Joins the project cases of a merged result to projects and counts them.</summary>
sealed class ProjectFold(PartialResult into, Reference reference, int asOf)
{
    readonly Tally _tally = new(into, reference, asOf);

    /// <summary>Counts all projects into the result that kept their cases.</summary>
    internal static void Count(PartialResult merged, Reference reference, int asOf)
    {
        if (merged.ProjectCases.Count == 0)
            return;
        var results = new PartialResult[Math.Min(Environment.ProcessorCount, KeptCases.Parts)];
        var next = -1;
        Parallel.For(0, results.Length, thread =>
        {
            results[thread] = new(merged.Files.Count);
            var fold = new ProjectFold(results[thread], reference, asOf);
            while (Interlocked.Increment(ref next) is var part && part < KeptCases.Parts)
                foreach (var cases in merged.ProjectCases.Projects(part, reference))
                    fold.Count(cases);
        });
        foreach (var result in results)
            merged.Add(result);
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
        if (first.ProjectCode.IsEmpty && first.Outcome != Outcome.Withdrawn)
            into.WarningCounts[(int)Warning.ProjectCodeMissing]++;
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
