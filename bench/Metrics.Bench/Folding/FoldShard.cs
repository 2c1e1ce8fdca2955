using BenchmarkDotNet.Attributes;
using Metrics.EndToEnd;
using Metrics.Events;
using Metrics.Folding;
using Metrics.Summaries;

namespace Metrics.Bench.Folding;

/// <summary>
/// A shard of some 50,000 events in memory: packed records to the cube of all tables by Metrics, objects to measured cases
/// (of the reduced job) by LINQ. On one thread.
/// </summary>
[MemoryDiagnoser, MinColumn, MedianColumn]
public class FoldShard
{
    PlainCity _city = null!;
    IReadOnlyList<EventSegment> _shard = [];

    [GlobalSetup]
    public void AllAgree()
    {
        _city = new();
        var (shards, tallies) = _city.Read(shards: 1);
        _shard = shards.Read(0);
        PlainCity.AssertSame(Summary.Of(RunResult.Complete(Metrics(), tallies, _city.Reference, PlainCity.AsOf)), Linq());
    }

    [Benchmark(Baseline = true)]
    public PartialResult Metrics() => ShardFold.Fold(_shard, _city.Logs.Count, _city.Reference, Day.Of(PlainCity.AsOf));

    [Benchmark]
    public List<LinqCase> Linq() => _city.Linq.Cases(_city.Lines);
}
