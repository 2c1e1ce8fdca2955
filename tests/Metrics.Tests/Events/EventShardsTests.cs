using System.Globalization;
using System.Text;
using CsCheck;
using Metrics.Events;
using Xunit;

namespace Metrics.Tests.Events;

public sealed class EventShardsTests
{
    const int Shards = 4;

    /// <summary>An event of one of some cases, whose record may be larger than a block; or a new chunk; or a look at what is there.</summary>
    readonly record struct Step(int Writer, int Kind, int Case, int Text);

    static readonly Gen<Step> _steps = Gen.Select(
        Gen.Int[0, 1], Gen.Int[0, 20], Gen.Int[0, 9], Gen.Frequency((20, Gen.Int[0, 200]), (2, Gen.Int[5_000, 15_000]), (1, Gen.Int[30_000, 70_000])),
        (writer, kind, number, text) => new Step(writer, kind, number, text));

    [Theory]
    [InlineData(0)]
    [InlineData(40_000)]
    [InlineData(100_000_000)]
    public void A_shard_gives_its_records_by_file_chunk_and_line_however_they_were_written_spilled_or_read_before(long held) =>
        _steps.Array[1, 120].Sample(steps =>
        {
            using var shards = new EventShards(Shards, spill: new(held, () => new MemoryStream()));
            EventShards.Appender[] writers = [shards.OpenAppender(), shards.OpenAppender()];
            // Both take chunks of the same file, each time the next one.
            (int File, int Chunk)[] taken = [(-1, 0), (-1, 0)];
            (int File, int Chunk) next = (0, 0);
            var expected = new List<(int Shard, int File, int Chunk, uint Line)>();
            foreach (var (writer, kind, number, text) in steps)
            {
                if (kind == 2)
                    next = (next.File + 1, 0);
                if (kind is 0 or 2 or 3 || taken[writer].File < 0)
                {
                    taken[writer] = next;
                    writers[writer].Begin(next.File, next.Chunk++);
                }
                if (kind == 1)
                    Assert.Equal(InOrder(expected), Read(shards));
                var caseId = Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture));
                var line = (uint)expected.Count + 1;
                expected.Add((EventShards.ShardOf(caseId, Shards), taken[writer].File, taken[writer].Chunk, line));
                writers[writer].Append(new()
                {
                    Line = line,
                    Kind = EventKind.StageStarted,
                    At = 1,
                    CaseId = caseId,
                    Stage = new byte[text],
                });
            }
            Assert.Equal(InOrder(expected), Read(shards));
        }, iter: 100, threads: 1);

    static IEnumerable<(int, int, uint)> InOrder(List<(int Shard, int File, int Chunk, uint Line)> records) =>
        records.Order().Select(r => (r.Shard, r.File, r.Line));

    static List<(int, int, uint)> Read(EventShards shards)
    {
        var read = new List<(int, int, uint)>();
        for (var shard = 0; shard < Shards; shard++)
        {
            foreach (var segment in shards.Read(shard))
            {
                for (var at = 0; at < segment.Records.Length;)
                {
                    var record = EventRecord.At0(segment.Records.Span[at..]);
                    read.Add((shard, segment.File, record.Line));
                    at += record.Size;
                }
            }
        }
        return read;
    }
}
