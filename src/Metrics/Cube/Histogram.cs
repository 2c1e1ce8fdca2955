namespace Metrics.Cube;

/// <summary>An exact histogram of whole days (0 or more): it adds up, so percentiles of any roll-up are exact.</summary>
public sealed class Histogram
{
    long[] _counts = [];

    public long Count { get; private set; }

    /// <summary>Sum of all days.</summary>
    public long Sum { get; private set; }

    /// <param name="days">0 or more.</param>
    public void Add(int days, long times = 1)
    {
        if (days >= _counts.Length)
            Array.Resize(ref _counts, Math.Max(days + 1, Math.Min(_counts.Length * 2, days + 64)));
        _counts[days] += times;
        Count += times;
        Sum += days * times;
    }

    public void Add(Histogram other)
    {
        for (var days = 0; days < other._counts.Length; days++)
            if (other._counts[days] != 0)
                Add(days, other._counts[days]);
    }

    /// <summary>Nearest rank: the smallest d with at least ⌈p·n⌉ of the days ≤ d; null of nothing.</summary>
    /// <param name="percent">1 to 100.</param>
    public int? Percentile(int percent)
    {
        if (Count == 0)
            return null;
        var rank = (Count * percent + 99) / 100;
        var days = 0;
        for (long seen = _counts[0]; seen < rank;)
            seen += _counts[++days];
        return days;
    }

    public int? Max => Percentile(100);

    internal void Write(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt(_counts.Count(c => c != 0));
        for (var days = 0; days < _counts.Length; days++)
            if (_counts[days] != 0)
            {
                writer.Write7BitEncodedInt(days);
                writer.Write7BitEncodedInt64(_counts[days]);
            }
    }

    internal void Read(BinaryReader reader)
    {
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            var days = reader.Read7BitEncodedInt();
            Add(days, reader.Read7BitEncodedInt64());
        }
    }
}
