using System.Runtime.InteropServices;
using Metrics.Cube;

namespace Metrics.Summaries;

/// <summary>A cell's key in a table: a period and up to three numbers, of which <see cref="All"/> stands for <c>*</c>.</summary>
readonly record struct RollKey(Period Period, int A, int B, int C)
{
    internal const int All = -1;

    // Millions of look-ups: three multiplications spread the few bits of each part.
    public override int GetHashCode() => unchecked(
        (Period.Year * 32 + Period.Part) * (int)0x9E3779B1 + A * (int)0x85EBCA77 + B * (int)0xC2B2AE3D + C * 0x27D4EB2F);
}

/// <summary>Adds the finest cells up to every period and every combination of values with <c>*</c>.</summary>
sealed class RollUp<T> where T : Cell, new()
{
    readonly Dictionary<RollKey, T> _cells = [];

    internal IEnumerable<KeyValuePair<RollKey, T>> Cells => _cells;

    internal T this[in RollKey key] => CollectionsMarshal.GetValueRefOrAddDefault(_cells, key, out _) ??= new();

    /// <summary>Adds a cell to a period, under each number and under <c>*</c>; a missing number (-1) counts under <c>*</c> alone.</summary>
    internal void Add(Period period, int a, int b, int c, T cell)
    {
        Span<int> first = [RollKey.All, a], second = [RollKey.All, b], third = [RollKey.All, c];
        foreach (var x in a < 0 ? first[..1] : first)
            foreach (var y in b < 0 ? second[..1] : second)
                foreach (var z in c < 0 ? third[..1] : third)
                    this[new(period, x, y, z)].Add(cell);
    }

    /// <summary>The same for the month, its quarter and its year.</summary>
    internal void AddMonth(int month, int a, int b, int c, T cell)
    {
        var periods = Period.AllOf(month);
        Add(periods.Month, a, b, c, cell);
        Add(periods.Quarter, a, b, c, cell);
        Add(periods.Year, a, b, c, cell);
    }
}
