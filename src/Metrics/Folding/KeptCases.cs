using Metrics.Cases;
using Metrics.Policies;

namespace Metrics.Folding;

/// <summary>The cases of projects that a partial result keeps until all of a project are there: packed, in buckets that hold whole projects.</summary>
sealed class KeptCases
{
    /// <summary>As many threads can count projects at once.</summary>
    internal const int Buckets = 1 << BucketBits;
    const int BucketBits = 4;

    readonly PackedList[] _buckets = [.. Enumerable.Range(0, Buckets).Select(_ => new PackedList())];
    readonly PackedWriter _packed = new();

    internal int Count => _buckets.Sum(p => p.Count);

    /// <summary>Keeps a copy.</summary>
    internal void Add(CaseState c)
    {
        _packed.Clear();
        CaseStateFormat.Write(c, _packed);
        _buckets[ProjectKey.HashOf(c.Acceptance.Record, c.Policy) >> (64 - BucketBits)].Add(_packed.Written);
    }

    /// <summary>Takes over those of another result, which keeps no more.</summary>
    internal void Add(KeptCases other)
    {
        for (var bucket = 0; bucket < Buckets; bucket++)
            _buckets[bucket].Add(other._buckets[bucket]);
    }

    /// <summary>Takes out those of another result; the order of the others stays.</summary>
    /// <exception cref="ArgumentException">One is not here.</exception>
    internal void Subtract(KeptCases other)
    {
        for (var bucket = 0; bucket < Buckets; bucket++)
            _buckets[bucket].Subtract(other._buckets[bucket]);
    }

    /// <summary>The projects of a bucket, in any order: each one's cases in event order of acceptance. The next one overwrites list and cases.</summary>
    internal IEnumerable<List<CaseState>> Projects(int bucket, Reference reference) => new ProjectGrouping(_buckets[bucket], reference).Projects();

    internal void Write(BinaryWriter to)
    {
        to.Write7BitEncodedInt(Count);
        foreach (var block in _buckets.SelectMany(p => p.Blocks))
        {
            for (var place = 0; place < block.Count;)
            {
                var packed = PackedList.At(block, place);
                to.Write7BitEncodedInt(packed.Length);
                to.Write(packed);
                place += sizeof(int) + packed.Length;
            }
        }
    }

    /// <exception cref="InvalidDataException">No such cases were written.</exception>
    internal void Read(BinaryReader from, Reference reference)
    {
        var c = new CaseState();
        for (var left = from.Read7BitEncodedInt(); left > 0; left--)
        {
            var packed = new PackedReader(from.ReadBytes(from.Read7BitEncodedInt()));
            try
            {
                CaseStateFormat.Read(ref packed, c, reference);
            }
            // Damaged bytes may name a policy that is not there.
            catch (Exception e) when (e is IndexOutOfRangeException or ArgumentException)
            {
                throw new InvalidDataException("the case of a project is damaged", e);
            }
            Add(c);
        }
    }
}
