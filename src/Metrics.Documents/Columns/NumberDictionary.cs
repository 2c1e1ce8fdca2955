namespace Metrics.Documents.Columns;

/// <summary>The distinct numbers of a column by first appearance, and the place of each value among them.</summary>
sealed class NumberDictionary
{
    /// <summary>Numbers in a range up to this are looked up in an array: codes, counts, days of a few years.</summary>
    const int Narrow = 1 << 18;

    readonly List<int> _distinct = [];
    readonly Dictionary<int, int> _wide = [];
    int[] _places = [];
    int[] _narrow = [];

    internal IReadOnlyList<int> Distinct => _distinct;

    /// <summary>By value.</summary>
    internal ReadOnlySpan<int> Places(int count) => _places.AsSpan(0, count);

    /// <param name="values">Values of a column at most.</param>
    internal void Reserve(int values)
    {
        if (_places.Length < values)
            _places = GC.AllocateUninitializedArray<int>(values + values / 8);
    }

    internal void Fill(ReadOnlySpan<int> values)
    {
        _distinct.Clear();
        if (values.IsEmpty)
            return;
        var (first, last) = (int.MaxValue, int.MinValue);
        foreach (var value in values)
            (first, last) = (Math.Min(first, value), Math.Max(last, value));
        if ((long)last - first < Narrow)
            FillNarrow(values, first, last - first + 1);
        else
            FillWide(values);
    }

    void FillNarrow(ReadOnlySpan<int> values, int least, int range)
    {
        if (_narrow.Length < range)
            _narrow = new int[Math.Min(Narrow, 2 * range)];
        Array.Clear(_narrow, 0, range);
        for (var i = 0; i < values.Length; i++)
        {
            // Its place + 1; 0: it is new.
            ref var place = ref _narrow[values[i] - least];
            if (place == 0)
            {
                _distinct.Add(values[i]);
                place = _distinct.Count;
            }
            _places[i] = place - 1;
        }
    }

    void FillWide(ReadOnlySpan<int> values)
    {
        _wide.Clear();
        var place = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (!(i > 0 && values[i] == values[i - 1]) && !_wide.TryGetValue(values[i], out place))
            {
                place = _distinct.Count;
                _wide.Add(values[i], place);
                _distinct.Add(values[i]);
            }
            _places[i] = place;
        }
    }
}
