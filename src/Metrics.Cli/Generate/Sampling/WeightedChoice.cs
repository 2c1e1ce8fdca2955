namespace Metrics.Cli.Generate.Sampling;

/// <summary>Draws an index with a chance in proportion to its weight.</summary>
/// <param name="weights">One weight for each index, 0 or more; together at least 1.</param>
sealed class WeightedChoice(IEnumerable<int> weights)
{
    readonly ushort[] _indices = [.. weights.SelectMany((weight, i) => Enumerable.Repeat((ushort)i, weight))];

    public int Draw(ref Draws draws) => _indices[draws.Below(_indices.Length)];
}
