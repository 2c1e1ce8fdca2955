using System.IO.Hashing;
using Metrics.Events;
using Metrics.Policies;

namespace Metrics.Cases;

/// <summary>What joins cases to a project: the policy and the code; a case without a code is a project of its own.</summary>
static class ProjectKey
{
    /// <summary>Equal for the cases of a project; of other cases mostly, not always, different.</summary>
    internal static ulong HashOf(EventRecord acceptance, PolicyNumber policy) => XxHash3.HashToUInt64(JoinsBy(acceptance), policy.Number);

    /// <summary>0: of one project.</summary>
    internal static int Compare(CaseState a, CaseState b)
    {
        if (a.Policy != b.Policy)
            return a.Policy.Number.CompareTo(b.Policy.Number);
        var x = a.Acceptance.Record;
        var y = b.Acceptance.Record;
        var byKind = x.ProjectCode.IsEmpty.CompareTo(y.ProjectCode.IsEmpty);
        return byKind != 0 ? byKind : JoinsBy(x).SequenceCompareTo(JoinsBy(y));
    }

    static ReadOnlySpan<byte> JoinsBy(EventRecord acceptance) =>
        acceptance.ProjectCode is { IsEmpty: false } code ? code : acceptance.CaseId.Packed;
}
