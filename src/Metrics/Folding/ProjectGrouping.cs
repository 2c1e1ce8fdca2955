using Metrics.Cases;
using Metrics.Policies;

namespace Metrics.Folding;

/// <summary>Joins packed cases to projects: sorted by hash, and where hashes are equal by key and event order.</summary>
sealed class ProjectGrouping(PackedList cases, Reference reference)
{
    readonly List<CaseState> _unpacked = [];
    readonly List<CaseState> _project = [];

    /// <summary>Each project's cases in event order of acceptance; list and cases are overwritten by the next.</summary>
    internal IEnumerable<List<CaseState>> Projects()
    {
        var (hashes, places) = Places();
        var order = new int[places.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(hashes, order);
        for (var (first, end) = (0, 0); first < hashes.Length; first = end)
        {
            for (end = first + 1; end < hashes.Length && hashes[end] == hashes[first];)
                end++;
            var count = Unpack(order.AsSpan(first..end), places);
            for (var i = 0; i < count;)
            {
                i = Take(i, count);
                yield return _project;
            }
        }
    }

    /// <summary>The project that begins at an index of the unpacked cases; returns the index after it.</summary>
    int Take(int index, int count)
    {
        _project.Clear();
        do
            _project.Add(_unpacked[index++]);
        while (index < count && ProjectKey.Compare(_project[0], _unpacked[index]) == 0);
        return index;
    }

    int Unpack(ReadOnlySpan<int> some, (int Block, int Place)[] places)
    {
        while (_unpacked.Count < some.Length)
            _unpacked.Add(new());
        for (var i = 0; i < some.Length; i++)
            Unpack(places[some[i]], _unpacked[i]);
        if (some.Length > 1)
            _unpacked.Sort(0, some.Length, _order);
        return some.Length;
    }

    void Unpack((int Block, int Place) at, CaseState into)
    {
        var packed = new PackedReader(PackedList.At(cases.Blocks[at.Block], at.Place));
        CaseStateFormat.Read(ref packed, into, reference);
    }

    static readonly Comparer<CaseState> _order = Comparer<CaseState>.Create((a, b) =>
        ProjectKey.Compare(a, b) is var byKey and not 0 ? byKey : AcceptanceOrder.Compare(a, b));

    (ulong[] Hashes, (int Block, int Place)[] Places) Places()
    {
        var (hashes, places, next) = (new ulong[cases.Count], new (int, int)[cases.Count], 0);
        for (var block = 0; block < cases.Blocks.Count; block++)
        {
            for (var place = 0; place < cases.Blocks[block].Count; next++)
            {
                var packed = PackedList.At(cases.Blocks[block], place);
                (hashes[next], places[next]) = (CaseStateFormat.HashOf(new(packed)), (block, place));
                place += sizeof(int) + packed.Length;
            }
        }
        return (hashes, places);
    }
}
