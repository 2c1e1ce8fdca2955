using Metrics.Cases;
using Metrics.Events;
using Metrics.Policies;

namespace Metrics.Evidence;

/// <summary>Makes rows of projects and of their cases, when all cases of a project are there.</summary>
sealed class ProjectRows(EvidenceTables into, Reference reference, Day asOf)
{
    readonly CaseRows _cases = new(into, reference, asOf);

    /// <param name="cases">All cases of a project, in event order of acceptance.</param>
    internal void Add(List<CaseState> cases)
    {
        if (cases[0].Version is not { } version)
        {
            // No version is in force at the first acceptance: they are promised, each alone.
            foreach (var c in cases)
                _cases.Unit(c, null);
            return;
        }
        var standing = new Project(cases, version, reference).At(asOf);
        var key = KeyOf(cases[0].Acceptance.Record);
        var parts = 0;
        foreach (var c in cases)
        {
            var isPart = standing.IsPart(c);
            parts += isPart ? 1 : 0;
            _cases.Part(c, version, isPart ? key : []);
        }
        if (standing.Parts.Length > 0)
            Add(standing, key, parts);
    }

    void Add(in ProjectStanding standing, ReadOnlySpan<byte> key, int parts)
    {
        var (first, unit) = (standing.Project.First, UnitStanding.Of(standing));
        into.Projects.Text(key).Word(standing.Project.Version.Policy.Number).District(first.District).Word((int)first.Channel)
            .Date(standing.FirstDay).Date(unit.IsOpen ? null : standing.EndDay)
            .Outcome(unit.IsOpen ? Outcome.Open : standing.Denied ? Outcome.Denied : Outcome.Granted)
            .Time(unit).Flag(unit.IsResting).Due(unit).Number(parts);
    }

    /// <summary>Its code, or its case's id.</summary>
    static byte[] KeyOf(EventRecord acceptance) => acceptance.ProjectCode is { IsEmpty: false } code ? code.ToArray() : acceptance.CaseId.ToUtf8();
}
