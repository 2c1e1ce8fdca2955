namespace Metrics.Documents.Evidence;

/// <summary>Where a row lies: the number of its part, and its number in it.</summary>
public readonly record struct EvidencePlace(int Part, int Row);

/// <summary>A row that was asked for, by what it is ordered by.</summary>
/// <param name="Due">Ticks; where nothing is asked about the state, the same for all.</param>
readonly record struct EvidenceHit(long Due, ReadOnlyMemory<char> Id, EvidencePlace Place) : IComparable<EvidenceHit>
{
    public int CompareTo(EvidenceHit other)
    {
        if (Due.CompareTo(other.Due) is var byDue and not 0)
            return byDue;
        if (Utf8Order.Compare(Id.Span, other.Id.Span) is var byId and not 0)
            return byId;
        return (Place.Part, Place.Row).CompareTo((other.Place.Part, other.Place.Row));
    }
}

/// <summary>The first hits of those that are added in any order.</summary>
sealed class FirstHits(int most)
{
    readonly PriorityQueue<EvidenceHit, EvidenceHit> _lastFirst = new(Comparer<EvidenceHit>.Create((a, b) => b.CompareTo(a)));

    internal void Add(EvidenceHit hit)
    {
        if (_lastFirst.Count == most && hit.CompareTo(_lastFirst.Peek()) > 0)
            return;
        // The text of a part is not kept for the few rows that are.
        var kept = hit with { Id = hit.Id.ToArray() };
        if (_lastFirst.Count == most)
            _lastFirst.DequeueEnqueue(kept, kept);
        else
            _lastFirst.Enqueue(kept, kept);
    }

    internal EvidenceHit[] InOrder()
    {
        EvidenceHit[] hits = [.. _lastFirst.UnorderedItems.Select(i => i.Element)];
        Array.Sort(hits);
        return hits;
    }
}
