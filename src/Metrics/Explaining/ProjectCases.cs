using Metrics.Cases;
using Metrics.Events;

namespace Metrics.Explaining;

/// <summary>All accepted cases of one project, gathered shard by shard.</summary>
/// <param name="member">A case of the project.</param>
public sealed class ProjectCases(CaseHistory member)
{
    readonly List<CaseState> _cases = member.NeedsOtherCases ? [] : [member.State];

    /// <summary>Adds those of a shard, each shard once. A shard without an acceptance that names the project's code may be left out.</summary>
    public void Add(IReadOnlyList<EventSegment> shard)
    {
        if (!member.NeedsOtherCases)
            return;
        var fold = new HistoryFold(shard, member.Reference, member.AsOf);
        var (code, state) = (member.ProjectCode, new CaseState());
        for (var i = 0; i < fold.Cases; i++)
        {
            if (!fold.Names(i, code.Span))
                continue;
            fold.Fold(i, state);
            if (state.Acceptance.IsEmpty || ProjectKey.Compare(state, member.State) != 0)
                continue;
            _cases.Add(state);
            state = new();
        }
    }

    /// <summary>The project, or null: no version of its policy is in force at its first acceptance, so that its cases are promised, each alone.</summary>
    internal Project? Join()
    {
        _cases.Sort(AcceptanceOrder.Compare);
        return _cases[0].Version is { } version ? new(_cases, version, member.Reference) : null;
    }
}
