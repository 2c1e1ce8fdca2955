using Metrics.Cases;
using Metrics.Evidence;
using Metrics.Policies;

namespace Metrics.Folding;

/// <summary>The part of the evidence that is known only when all shards are folded: projects, their cases, and warnings of the run itself.</summary>
public static class ProjectEvidence
{
    /// <param name="merged">The sum of the folds of all shards.</param>
    /// <param name="into">Empty tables.</param>
    public static void Add(PartialResult merged, Reference reference, Day asOf, EvidenceTables into)
    {
        var rows = new ProjectRows(into, reference, asOf);
        for (var bucket = 0; bucket < KeptCases.Buckets; bucket++)
        {
            foreach (var cases in merged.ProjectCases.Projects(bucket, reference))
            {
                if (cases.FindAll(c => c.IsLast) is { Count: > 0 } last)
                    rows.Add(last);
            }
        }
        var first = merged.Cells.FirstAcceptance();
        if (RunResult.FirstProvisional(first, reference, asOf) is not null)
            into.OfRun(Warning.ProvisionalCalendar);
        for (var left = RunResult.RegisterOf(first, reference, asOf).FailedChecks; left > 0; left--)
            into.OfRun(Warning.RegisterCheck);
    }
}
