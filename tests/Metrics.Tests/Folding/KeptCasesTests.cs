using System.Text;
using CsCheck;
using Metrics.CaseLogs;
using Metrics.Cases;
using Metrics.Events;
using Metrics.Explaining;
using Metrics.Folding;
using Metrics.Tests.Laws;
using Xunit;

namespace Metrics.Tests.Folding;

/// <summary>What a result keeps of the cases of projects.</summary>
public class KeptCasesTests
{
    [Fact]
    public void Cases_come_back_as_they_were_each_once_and_joined_by_policy_and_code() => Gen.Int.Sample(seed =>
    {
        var folded = Folded(seed);
        var expected = folded.GroupBy(c => (c.Policy, Code(c), Code(c).Length > 0 ? "" : Id(c)))
            .Select(g => string.Join('\n', g.OrderBy(c => c, Comparer<CaseState>.Create(AcceptanceOrder.Compare)).Select(Describe))).Order();
        Assert.Equal(expected, Projects(Kept(folded)).Order());
    }, iter: 300);

    [Fact]
    public void Cases_of_one_moment_and_event_id_stand_in_the_order_of_their_contents()
    {
        // 0x1F ends the case id in the content, so that a tab inside an id comes before its end.
        string[] ids = ["b", "a\tz", "a", "a z"];
        var log = ids.Select(id => $"{id},e,accepted,2019-01-07,P,,110101,,,,,,,J1,,,");
        var kept = Kept(Folded([RandomLog.File("a.csv", log)]));
        Assert.Equal(["a\tz", "a", "a z", "b"], Projects(kept).Single().Split('\n').Select(c => c.Split('|')[0]));
    }

    [Fact]
    public void Kept_cases_survive_storage() => Gen.Int.Sample(seed =>
    {
        var kept = Kept(Folded(seed));
        Assert.Equal(Projects(kept), Projects(Read(Written(kept))));
    }, iter: 100);

    [Fact]
    public void Bytes_cut_short_or_with_an_unknown_policy_are_refused()
    {
        var written = Written(Kept(Folded(1)));
        Assert.Throws<InvalidDataException>(() => Read(written[..^1]));
        Assert.Throws<InvalidDataException>(() => Read([1, 2, 200, 0]));
        var acceptance = Folded(1)[0].Acceptance.Bytes.ToArray();
        Assert.Throws<InvalidDataException>(() => Read([1, (byte)(acceptance.Length + 3), (byte)acceptance.Length, .. acceptance, 100, 0]));
    }

    [Fact]
    public void An_ordinary_case_is_kept_in_120_bytes()
    {
        var log = $"33012219010100000063,0000006303,accepted,2019-01-07 09:33:50,XK-03019-01,,330122,,,,,,,2019-330122-04-01-000063,,,";
        var packed = new PackedWriter();
        var c = new CaseState { AcceptedAt = 1, Outcome = Outcome.Granted, EndAt = TimeSpan.TicksPerDay * 90 };
        c.Acceptance.Keep(AcceptanceOf(log));
        c.Correction.Start(new(3), PauseReason.None);
        c.Correction.End(new(13));
        CaseStateFormat.Write(c, packed);
        Assert.InRange(packed.Written.Length, 60, 120);
    }

    static byte[] AcceptanceOf(string line)
    {
        var shards = new EventShards(1);
        CaseLogReader.Read([RandomLog.File("a.csv", [line])], shards, 1);
        return Assert.Single(shards.Read(0)).Records.ToArray();
    }

    static List<CaseState> Folded(int seed)
    {
        var log = new RandomLog(seed);
        return Folded(log.Split(log.Lines(120), 2));
    }

    static List<CaseState> Folded(List<LogFile> files)
    {
        var shards = new EventShards(1);
        CaseLogReader.Read(files, shards, 1);
        var fold = new HistoryFold(shards.Read(0), RandomLog.Reference, RandomLog.AsOf);
        var cases = Enumerable.Range(0, fold.Cases).Select(i =>
        {
            var c = new CaseState();
            fold.Fold(i, c);
            return c;
        });
        return [.. cases.Where(c => !c.Acceptance.IsEmpty)];
    }

    static KeptCases Kept(List<CaseState> cases)
    {
        // Half of them by way of another result.
        var (kept, other) = (new KeptCases(), new KeptCases());
        for (var i = 0; i < cases.Count; i++)
            (i % 2 == 0 ? kept : other).Add(cases[i]);
        kept.Add(other);
        Assert.Equal(cases.Count, kept.Count);
        return kept;
    }

    static List<string> Projects(KeptCases kept) =>
        [.. Enumerable.Range(0, KeptCases.Buckets).SelectMany(part => kept.Projects(part, RandomLog.Reference).Select(p => string.Join('\n', p.Select(Describe))))];

    static byte[] Written(KeptCases kept)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream))
            kept.Write(writer);
        return stream.ToArray();
    }

    static KeptCases Read(byte[] bytes)
    {
        var kept = new KeptCases();
        kept.Read(new BinaryReader(new MemoryStream(bytes)), RandomLog.Reference);
        return kept;
    }

    static string Code(CaseState c) => Encoding.UTF8.GetString(c.ProjectCode);
    static string Id(CaseState c) => Encoding.UTF8.GetString(c.Acceptance.Record.CaseId.ToUtf8());

    static string Describe(CaseState c) => string.Join('|', Id(c), Code(c), c.AcceptedAt, c.Row, c.District, c.Channel, c.Policy, c.Version?.LimitDays,
        c.Outcome, c.Outcome == Outcome.Open ? 0 : c.EndAt, string.Join(' ', c.Special.List), string.Join(' ', c.Correction.List), string.Join(' ', c.Extensions));
}
