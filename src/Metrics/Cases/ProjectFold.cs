using Metrics.Cube;
using Metrics.Policies;

namespace Metrics.Cases;

/// <summary>Joins the project cases of a merged result to projects and counts them.</summary>
static class ProjectFold
{
    internal static void Count(PartialResult merged, Reference reference, int asOf)
    {
        var tally = new Tally(merged, reference, asOf);
        foreach (var cases in Group(merged.ProjectCases))
        {
            cases.Sort(InEventOrder);
            if (reference.Policies.InForce(cases[0].Policy, cases[0].AcceptedDay) is not { } version)
            {
                // No version is in force at the first acceptance: they are promised, each alone.
                foreach (var c in cases)
                    tally.CaseUnit(c, null);
                cases.ForEach(c => tally.Item(c, null));
                continue;
            }
            if (cases[0].ProjectCode.Length == 0 && cases[0].Outcome != Outcome.Withdrawn)
                merged.WarningCounts[(int)Warning.ProjectCodeMissing]++;
            cases.ForEach(c => tally.Item(c, version));
            Count(new Project(cases, version, reference), tally, asOf);
        }
    }

    static void Count(Project project, Tally tally, int asOf)
    {
        var (policy, first) = (project.Version.Policy, project.First);
        var atAsOf = project.At(asOf);
        if (atAsOf.FinishAt is not null)
            tally.Finished(atAsOf.Time(), policy, first.District, first.Channel);
        var granted = project.GrantUpTo(asOf) is { } at ? Day.Of(at) : int.MaxValue;
        for (var month = Day.MonthOf(first.AcceptedDay); ; month++)
        {
            var day = Math.Min(Day.LastOfMonth(month), asOf);
            if (granted <= day)
                return;
            var then = project.At(day);
            if (then.FinishAt is null && then.Parts.Count > 0)
                tally.Backlog(month, policy, first.District, first.Channel, then.IsOpen, then.IsOverdue, then.IsOpen && then.IsPaused);
            if (day == asOf)
                return;
        }
    }

    /// <summary>By policy and code; a case without a code is a project of its own.</summary>
    internal static IEnumerable<List<CaseState>> Group(List<CaseState> cases)
    {
        var codes = new Utf8Index();
        var groups = new Dictionary<(int Policy, int Code), List<CaseState>>();
        foreach (var c in cases)
        {
            if (c.ProjectCode.Length == 0)
                yield return [c];
            else if (groups.TryGetValue((c.Policy, codes.Add(c.ProjectCode)), out var group))
                group.Add(c);
            else
                groups[(c.Policy, codes.Add(c.ProjectCode))] = [c];
        }
        foreach (var group in groups.Values)
            yield return group;
    }

    internal static int InEventOrder(CaseState a, CaseState b)
    {
        if (a.AcceptedAt != b.AcceptedAt)
            return a.AcceptedAt.CompareTo(b.AcceptedAt);
        var byId = a.EventId.AsSpan().SequenceCompareTo(b.EventId);
        return byId != 0 ? byId : a.Content.AsSpan().SequenceCompareTo(b.Content);
    }
}
