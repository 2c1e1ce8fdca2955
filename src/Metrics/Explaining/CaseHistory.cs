using System.Text;
using Metrics.Cases;
using Metrics.Events;
using Metrics.Policies;

namespace Metrics.Explaining;

/// <summary>A warning that a case gave, with the event that gave it.</summary>
/// <param name="Day">Of the event; null where it is not one event's: an identity with two contents, a project code that is not there.</param>
public sealed record CaseWarning(Warning Warning, EventKind Event, DateOnly? Day)
{
    public string Code => Warnings.Codes[(int)Warning];
    public Bilingual Text => Terms.Of(Warning);
}

/// <summary>One case folded as a run folds it, with what a run only counts.</summary>
public sealed class CaseHistory
{
    internal CaseHistory(string caseId, CaseState state, IReadOnlyList<CaseWarning> warnings, long unknownLines, Reference reference, DateOnly asOf) =>
        (CaseId, State, Warnings, UnknownLines, Reference, AsOf) = (caseId, state, warnings, unknownLines, reference, asOf);

    public string CaseId { get; }
    public DateOnly AsOf { get; }
    internal CaseState State { get; }
    internal IReadOnlyList<CaseWarning> Warnings { get; }
    /// <summary>Lines left out, since the reference data lacks the item or policy that they name.</summary>
    internal long UnknownLines { get; }
    internal Reference Reference { get; }

    /// <summary>Whether the case counts as a part of a construction project.</summary>
    public bool IsOfProject => State.IsAccepted && Reference.Policies.MeasureOf(State.Policy) == Measure.Project;

    /// <summary>Whether a code joins it to other cases, which may lie in other shards.</summary>
    public bool NeedsOtherCases => IsOfProject && State.ProjectCode.Length > 0;

    /// <summary>What its acceptance names as the project's code, in UTF-8.</summary>
    public ReadOnlyMemory<byte> ProjectCode => State.ProjectCode.ToArray();

    /// <summary>The case with this id, or null when no line has it.</summary>
    /// <param name="shard">The shard in which the case lies: see <see cref="EventShards.ShardOf(ReadOnlySpan{byte}, int)"/>.</param>
    public static CaseHistory? Find(IReadOnlyList<EventSegment> shard, string caseId, Reference reference, DateOnly asOf)
    {
        var fold = new HistoryFold(shard, reference, asOf);
        var index = fold.Find(Encoding.UTF8.GetBytes(caseId));
        return index < 0 ? null : fold.Of(index, caseId);
    }
}
