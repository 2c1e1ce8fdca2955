using BenchmarkDotNet.Attributes;
using Metrics.Cube;

namespace Metrics.Bench.Cubes;

/// <summary>Median, 90th percentile and maximum of whole days that come one by one: by an exact histogram, and by sorting.</summary>
[MemoryDiagnoser, MinColumn, MedianColumn]
public class Percentiles
{
    int[] _days = [];

    [Params(100, 10_000)]
    public int Values { get; set; }

    [GlobalSetup]
    public void AllAgree()
    {
        var random = new Random(1);
        _days = [.. Enumerable.Range(0, Values).Select(_ => (int)(-8 * Math.Log(1 - random.NextDouble())))];
        (int, int, int)[] answers = [Metrics(), Sort(), Linq()];
        if (answers.Distinct().Count() != 1)
            throw new InvalidOperationException(string.Join(", ", answers));
    }

    [Benchmark(Baseline = true)]
    public (int, int, int) Metrics()
    {
        var (pages, head) = (new DayPages(), 0);
        foreach (var days in _days)
            pages.Add(ref head, days, 1);
        var histogram = new Histogram(pages, head);
        return (histogram.Percentile(50)!.Value, histogram.Percentile(90)!.Value, histogram.Max!.Value);
    }

    [Benchmark]
    public (int, int, int) Sort()
    {
        var sorted = new List<int>();
        foreach (var days in _days)
            sorted.Add(days);
        sorted.Sort();
        return (sorted[Rank(50)], sorted[Rank(90)], sorted[^1]);
    }

    [Benchmark]
    public (int, int, int) Linq()
    {
        var sorted = _days.Order().ToList();
        return (sorted[Rank(50)], sorted[Rank(90)], sorted[^1]);
    }

    /// <summary>Nearest rank.</summary>
    int Rank(int percent) => (Values * percent + 99) / 100 - 1;
}
