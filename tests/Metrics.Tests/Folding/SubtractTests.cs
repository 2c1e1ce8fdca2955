using CsCheck;
using Metrics.CaseLogs;
using Metrics.Events;
using Metrics.Folding;
using Metrics.Summaries;
using Metrics.Tests.Calendars;
using Metrics.Tests.Laws;
using Xunit;

namespace Metrics.Tests.Folding;

/// <summary>What was added to a partial result is taken out again exactly.</summary>
public class SubtractTests
{
    const int Shards = 4;

    [Fact]
    public void Taking_a_shard_out_again_leaves_the_others_to_the_byte() => Check((parts, _) =>
    {
        for (var shard = 0; shard < Shards; shard++)
        {
            var sum = Sum(parts, 0, 1, 2, 3);
            sum.Subtract(parts[shard]);
            Assert.Equal(Bytes(Sum(parts, [.. Enumerable.Range(0, Shards).Where(s => s != shard)])), Bytes(sum));
        }
    });

    [Fact]
    public void Taking_all_out_again_leaves_nothing() => Check((parts, _) =>
    {
        var sum = Sum(parts, 0, 1, 2, 3);
        foreach (var part in parts)
            sum.Subtract(part);
        Assert.Equal(Bytes(Sum(parts)), Bytes(sum));
    });

    [Fact]
    public void A_shard_folded_anew_and_put_in_its_place_gives_the_tables_of_one_pass() => Check((parts, tallies) =>
    {
        var whole = Csv(Sum(parts, 0, 1, 2, 3), tallies);
        var sum = Sum(parts, 0, 1, 2, 3);
        sum.Subtract(parts[2]);
        sum.Add(parts[2]);
        Assert.Equal(whole, Csv(sum, tallies));
    });

    [Fact]
    public void No_shard_can_be_taken_out_twice() => Check((parts, _) =>
    {
        foreach (var part in parts.Where(p => !Bytes(p).SequenceEqual(Bytes(Sum(parts)))))
        {
            var sum = new PartialResult(part.Files.Count);
            sum.Add(part);
            sum.Subtract(part);
            Assert.Throws<ArgumentException>(() => sum.Subtract(part));
        }
    });

    [Fact]
    public void The_case_of_a_project_cannot_be_taken_out_twice() => Check((parts, _) =>
    {
        var cases = new KeptCases();
        foreach (var part in parts)
            cases.Add(part.ProjectCases);
        foreach (var part in parts.Where(p => p.ProjectCases.Count > 0))
        {
            cases.Subtract(part.ProjectCases);
            Assert.Throws<ArgumentException>(() => cases.Subtract(part.ProjectCases));
        }
        Assert.Equal(0, cases.Count);
    });

    static PartialResult Sum(PartialResult[] parts, params int[] shards)
    {
        var sum = new PartialResult(parts[0].Files.Count);
        foreach (var shard in shards)
            sum.Add(parts[shard]);
        return sum;
    }

    static byte[] Bytes(PartialResult result)
    {
        using var stream = new MemoryStream();
        result.Write(stream);
        return stream.ToArray();
    }

    static List<byte[]> Csv(PartialResult sum, IReadOnlyList<LogTally> tallies) =>
        [.. Summary.Of(RunResult.Complete(sum, tallies, RandomLog.Reference, RandomLog.AsOf)).Tables.Select(t => t.Csv)];

    static void Check(Action<PartialResult[], IReadOnlyList<LogTally>> law) => Gen.Int.Sample(seed =>
    {
        var log = new RandomLog(seed);
        var files = log.Split(log.Lines(80), 3);
        var shards = new EventShards(Shards);
        var tallies = CaseLogReader.Read(files, shards, 1);
        law([.. Enumerable.Range(0, Shards).Select(s => ShardFold.Fold(
            shards.Read(s), files.Count, RandomLog.Reference, Day.Of(RandomLog.AsOf), Dates.KnownOn("2018-11-01")))], tallies);
    }, iter: 100);
}
