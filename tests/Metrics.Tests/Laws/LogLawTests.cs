using CsCheck;
using Metrics.CaseLogs;
using Metrics.Events;
using Metrics.Folding;
using Metrics.Summaries;
using Xunit;

namespace Metrics.Tests.Laws;

/// <summary>Laws of contract 3: what the result may not depend on.</summary>
public class LogLawTests
{
    const int Lines = 120;

    [Fact]
    public void The_order_of_lines_changes_nothing_but_quality() => Check((log, lines) =>
        Assert.Equal(Tables([RandomLog.File("a.csv", lines)]), Tables([RandomLog.File("a.csv", log.Shuffle(lines))])));

    [Fact]
    public void Any_split_over_files_changes_nothing_but_quality() => Check((log, lines) =>
        Assert.Equal(Tables([RandomLog.File("a.csv", lines)]), Tables(log.Split(lines, 7))));

    [Fact]
    public void A_log_sent_again_changes_nothing_but_quality() => Check((log, lines) =>
        Assert.Equal(Tables([RandomLog.File("a.csv", lines)]),
            Tables([RandomLog.File("a.csv", lines), RandomLog.File("b.csv", log.Shuffle(lines))])));

    [Fact]
    public void A_log_sent_again_through_a_spreadsheet_program_changes_nothing_but_quality() => Check((log, lines) =>
        Assert.Equal(Tables([RandomLog.File("a.csv", lines)]),
            Tables([RandomLog.File("a.csv", lines), RandomLog.Resaved("b.csv", log.Shuffle(lines))])));

    [Fact]
    public void Any_number_of_shards_and_threads_gives_the_same_tables_quality_too() => Check((log, lines) =>
    {
        var files = log.Split(lines, 3);
        var one = Conformance.Tables(RandomLog.Reference, files, RandomLog.AsOf, threads: 1, shardCount: 1);
        Assert.Equal(one, Conformance.Tables(RandomLog.Reference, files, RandomLog.AsOf, threads: 3, shardCount: 16));
    });

    // All of them, or three shards of four at a time: each begins with 32 KB.
    [Theory, InlineData(0), InlineData(80 * 1024)]
    public void Records_spilled_between_chunks_give_the_same_tables(long held) => Check((log, lines) =>
    {
        var files = log.Split(lines, 6);
        using var shards = new EventShards(4, spill: new Spill(held, () => new MemoryStream()), lines: KeptLines.None);
        var tallies = CaseLogReader.Read(files, shards, 2);
        var merged = ShardFold.FoldAll(shards, files.Count, RandomLog.Reference, Day.Of(RandomLog.AsOf), 2);
        Assert.Equal(Conformance.Tables(RandomLog.Reference, files, RandomLog.AsOf).Values,
            Csv(Summary.Of(RunResult.Complete(merged, tallies, RandomLog.Reference, RandomLog.AsOf))));
    });

    [Fact]
    public void Partial_results_merge_in_any_order_and_survive_storage() => Check((log, lines) =>
    {
        var files = log.Split(lines, 3);
        var shards = new EventShards(4);
        var tallies = CaseLogReader.Read(files, shards, 1);
        var parts = Enumerable.Range(0, 4).Select(s => Stored(Fold(shards, s, files.Count))).ToList();
        var (forth, back) = (new PartialResult(files.Count), new PartialResult(files.Count));
        foreach (var part in parts)
            forth.Add(part);
        foreach (var part in Enumerable.Range(0, 4).Reverse().Select(s => Fold(shards, s, files.Count)))
            back.Add(part);
        Assert.Equal(Csv(Summary.Of(RunResult.Complete(forth, tallies, RandomLog.Reference, RandomLog.AsOf))),
            Csv(Summary.Of(RunResult.Complete(back, tallies, RandomLog.Reference, RandomLog.AsOf))));
    });

    [Fact]
    public void Lines_are_accepted_duplicate_or_rejected_and_nothing_else() => Check((log, lines) =>
    {
        var quality = Conformance.Tables(RandomLog.Reference, log.Split(lines, 4), RandomLog.AsOf)["quality"];
        foreach (var row in quality.Trim().Split('\n').Skip(1).Select(r => r.Split(',')[2..].Select(long.Parse).ToArray()))
        {
            Assert.Equal(row[0], row[1] + row[2] + row[3]);
            Assert.Equal(row[3], row[4..].Sum());
        }
    });

    static PartialResult Fold(EventShards shards, int shard, int files) =>
        ShardFold.Fold(shards.Read(shard), files, RandomLog.Reference, Day.Of(RandomLog.AsOf));

    static PartialResult Stored(PartialResult result)
    {
        using var stream = new MemoryStream();
        result.Write(stream);
        stream.Position = 0;
        return PartialResult.Read(stream, RandomLog.Reference);
    }

    static List<string> Csv(Summary summary) => [.. summary.Tables.Select(t => System.Text.Encoding.UTF8.GetString(t.Csv))];

    static List<string> Tables(List<LogFile> files) =>
        [.. Conformance.Tables(RandomLog.Reference, files, RandomLog.AsOf).Where(t => t.Key != "quality").Select(t => t.Value)];

    static void Check(Action<RandomLog, List<string>> law) => Gen.Int.Sample(seed =>
    {
        var log = new RandomLog(seed);
        law(log, log.Lines(Lines));
    }, iter: 150);
}
