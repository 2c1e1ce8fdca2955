using Metrics.CaseLogs;
using Metrics.Events;
using Metrics.Folding;
using Xunit;

namespace Metrics.Tests.Evidence;

public class EvidencePartsTests
{
    [Theory, InlineData(8, 1), InlineData(8, 3), InlineData(64, 7), InlineData(16, 16)]
    public void Each_part_is_handed_on_once_with_all_cases_of_its_shards(int shards, int parts)
    {
        var log = new SmallLog([.. Enumerable.Range(0, 300).Select(i => $"case-{i} 2019-03-04 accepted item_code=A")]);
        var (found, again) = (Fold(log, shards, parts, threads: 2), Fold(log, shards, parts, threads: 1));
        Assert.Equal(300, found.Sum(p => p.Value));
        Assert.InRange(found.Count, 1, parts);
        Assert.Contains(0, found.Keys);
        Assert.Equal(again, found);
    }

    [Theory, InlineData(0, 256, 1), InlineData(2_000_000, 256, 15), InlineData(1_000_000_000, 256, 256)]
    public void A_part_is_of_some_128_000_lines_and_of_one_shard_at_least(long lines, int shards, int parts) =>
        Assert.Equal(parts, EvidenceParts.CountOf(lines, shards));

    /// <summary>Cases by first shard.</summary>
    static SortedDictionary<int, int> Fold(SmallLog log, int shards, int parts, int threads)
    {
        var (files, reference, found) = (log.Files, SmallLog.ReferenceKnownOn(), new SortedDictionary<int, int>());
        var events = new EventShards(shards);
        CaseLogReader.Read(files, events, threads);
        var gathered = new EvidenceParts(shards, parts, () => new(reference, [("one_window", "a.ndjson")]), (shard, part) =>
        {
            lock (found)
                found.Add(shard, part.Cases.Count);
            return Task.CompletedTask;
        });
        ShardFold.FoldAll(events, files.Count, reference, Day.Of(new DateOnly(2019, 12, 31)), threads, evidence: gathered);
        return found;
    }
}
