using Metrics.Events;

namespace Metrics.Cases;

/// <summary>Project cases in the event order (contract 3) of their acceptances.</summary>
static class AcceptanceOrder
{
    internal static int Compare(CaseState a, CaseState b) => a.AcceptedAt != b.AcceptedAt ? a.AcceptedAt.CompareTo(b.AcceptedAt)
        : EventOrder.CompareIdentity(a.Acceptance.Record, b.Acceptance.Record);
}
