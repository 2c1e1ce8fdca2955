using Metrics.Events;

namespace Metrics.Cases;

/// <summary>Project cases in the event order (contract 3) of their acceptances.</summary>
static class AcceptanceOrder
{
    internal static int Compare(CaseState a, CaseState b)
    {
        if (a.AcceptedAt != b.AcceptedAt)
            return a.AcceptedAt.CompareTo(b.AcceptedAt);
        var x = a.Acceptance.Record;
        var y = b.Acceptance.Record;
        var byId = x.EventId.CompareTo(y.EventId);
        return byId != 0 ? byId : EventOrder.Content(x).AsSpan().SequenceCompareTo(EventOrder.Content(y));
    }
}
