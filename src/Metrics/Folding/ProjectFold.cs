using Metrics.Cases;
using Metrics.Cube;
using Metrics.Policies;

namespace Metrics.Folding;

/// <summary>Joins the cases of projects to projects and counts them.</summary>
sealed class ProjectFold(TableCells into, Reference reference, Day asOf)
{
    readonly Tally _tally = new(into, reference, asOf);
    // Reused from month to month.
    readonly List<CaseState> _stood = [];

    /// <summary>The cells of all projects: those that each thread has counted.</summary>
    internal static IReadOnlyList<TableCells> Count(KeptCases kept, Reference reference, Day asOf)
    {
        if (kept.Count == 0)
            return [];
        var results = new TableCells[Math.Min(Environment.ProcessorCount, KeptCases.Buckets)];
        var next = -1;
        Parallel.For(0, results.Length, thread =>
        {
            results[thread] = new();
            var fold = new ProjectFold(results[thread], reference, asOf);
            while (Interlocked.Increment(ref next) is var bucket && bucket < KeptCases.Buckets)
            {
                foreach (var cases in kept.Projects(bucket, reference))
                    fold.Count(cases);
            }
            fold._tally.Flush();
        });
        return results;
    }

    /// <param name="cases">All standings of the cases of a project, in event order of acceptance.</param>
    void Count(List<CaseState> cases)
    {
        var last = cases.FindAll(c => c.IsLast);
        if (last.Count > 0)
            Finish(last);
        if (cases.TrueForAll(c => c is { FromMonth.Number: 0, IsLast: true }) && cases[0].Version is { } version)
        {
            Backlogs(new(cases, version, reference));
        }
        else
        {
            for (var month = cases.Min(c => c.AcceptedDay).Month; month <= asOf.Month; month = month.Next)
                BacklogOf(cases, month);
        }
    }

    void Finish(List<CaseState> cases)
    {
        if (cases[0].Version is not { } version)
        {
            // No version is in force at the first acceptance: they are promised, each alone.
            foreach (var c in cases)
                _tally.Finish(c, null);
            return;
        }
        foreach (var c in cases)
            _tally.Item(c, version);
        var project = new Project(cases, version, reference);
        if (project.At(asOf) is { FinishAt: not null } finished)
            _tally.Finished(finished.Time(), version.Policy, project.First.District, project.First.Channel);
    }

    /// <summary>The backlogs of a project whose cases have no versions.</summary>
    void Backlogs(Project project)
    {
        var then = new ProjectStanding(project, [], null, false, Day.First - 1);
        for (var month = project.First.AcceptedDay.Month; ; month = month.Next)
        {
            var day = Day.Min(month.LastDay, asOf);
            if (project.GrantUpTo(day) is not null)
                return;
            then = project.At(day, then);
            Backlog(then, month);
            if (day == asOf)
                return;
        }
    }

    /// <summary>The backlog of a month of the cases as they stood at its end.</summary>
    void BacklogOf(List<CaseState> cases, Month month)
    {
        var day = Day.Min(month.LastDay, asOf);
        _stood.Clear();
        foreach (var c in cases)
        {
            if (c.StoodIn(month) && c.AcceptedDay <= day)
                _stood.Add(c);
        }
        if (_stood.Count == 0)
            return;
        if (_stood[0].Version is { } version)
            Backlog(new Project(_stood, version, reference).At(day), month);
        else
            _stood.ForEach(c => _tally.Backlog(c, null, month));
    }

    void Backlog(in ProjectStanding then, Month month)
    {
        if (then.FinishAt is null && then.Parts.Length > 0)
        {
            _tally.Backlog(month, then.Project.Version.Policy, then.Project.First.District, then.Project.First.Channel,
                then.IsOpen, then.IsOverdue, then.IsOpen && then.IsPaused);
        }
    }
}
