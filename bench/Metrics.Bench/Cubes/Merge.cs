using System.Text.Json;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Metrics.CaseLogs;
using Metrics.EndToEnd;
using Metrics.Folding;
using Metrics.Summaries;

namespace Metrics.Bench.Cubes;

/// <summary>
/// What <see cref="Shards"/> instances fold, brought together: partial results of all tables by Metrics; the measured cases
/// (of the reduced job) as JSON, the usual way, by LINQ. A city of some 250,000 events.
/// </summary>
[MemoryDiagnoser, MinColumn, MedianColumn, CategoriesColumn, GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
public class Merge
{
    const int Cases = 50_000;
    const int Shards = 8;

    PlainCity _city = null!;
    IReadOnlyList<LogTally> _tallies = [];
    List<PartialResult> _parts = [];
    List<byte[]> _written = [];
    List<List<LinqCase>> _cases = [];
    List<byte[]> _json = [];

    [GlobalSetup]
    public void AllAgree()
    {
        _city = new(Cases);
        (var shards, _tallies) = _city.Read(Shards);
        _parts = [.. Enumerable.Range(0, Shards).Select(s => ShardFold.Fold(shards.Read(s), _city.Logs.Count, _city.Reference, Day.Of(PlainCity.AsOf)))];
        _written = Write();
        _cases = [.. _city.Linq.Cases(_city.Lines).Chunk(Cases / Shards).Select(c => c.ToList())];
        _json = WriteJson();
        PlainCity.AssertSame(Tables(), [.. _cases.SelectMany(c => c)]);
        PlainCity.AssertSame(TablesOf(Read()), ReadJson());
        PlainCity.AssertSame(Tables(), ReadJson()); // again: the parts are as they were
    }

    /// <summary>Adds the results up.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("add")]
    public PartialResult Add() => AddUp(_parts);

    /// <summary>Adds them up, and all ten tables with every roll-up.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("add and tables")]
    public Summary Tables() => TablesOf(AddUp(_parts));

    /// <summary>Two of the tables.</summary>
    [Benchmark, BenchmarkCategory("add and tables")]
    public int LinqTables()
    {
        var cases = _cases.SelectMany(c => c).ToList();
        return LinqJob.ApprovalTime(cases).Count() + LinqJob.OnlineHandling(cases).Count();
    }

    [Benchmark(Baseline = true), BenchmarkCategory("write")]
    public List<byte[]> Write() => [.. _parts.Select(Bytes)];

    [Benchmark(Baseline = true), BenchmarkCategory("read and add")]
    public PartialResult Read() => AddUp(_written.Select(w => PartialResult.Read(new MemoryStream(w), _city.Reference)));

    [Benchmark, BenchmarkCategory("write")]
    public List<byte[]> WriteJson() => [.. _cases.Select(c => JsonSerializer.SerializeToUtf8Bytes(c))];

    [Benchmark, BenchmarkCategory("read and add")]
    public List<LinqCase> ReadJson() => [.. _json.SelectMany(j => JsonSerializer.Deserialize<List<LinqCase>>(j)!)];

    PartialResult AddUp(IEnumerable<PartialResult> parts)
    {
        var sum = new PartialResult(_city.Logs.Count);
        foreach (var part in parts)
            sum.Add(part);
        return sum;
    }

    Summary TablesOf(PartialResult merged) => Summary.Of(RunResult.Complete(merged, _tallies, _city.Reference, PlainCity.AsOf));

    static byte[] Bytes(PartialResult part)
    {
        using var stream = new MemoryStream();
        part.Write(stream);
        return stream.ToArray();
    }
}
