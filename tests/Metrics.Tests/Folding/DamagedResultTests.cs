using Metrics.CaseLogs;
using Metrics.Events;
using Metrics.Folding;
using Metrics.Tests.Laws;
using Xunit;

namespace Metrics.Tests.Folding;

/// <summary>A stored partial result in which one bit is another is refused.</summary>
public class DamagedResultTests
{
    [Fact]
    public void No_flipped_bit_of_a_partial_result_is_taken()
    {
        var stored = Stored();
        var random = new Random(6);
        for (var i = 0; i < 5_000; i++)
        {
            var flipped = (byte[])stored.Clone();
            flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
            Assert.Throws<InvalidDataException>(() => PartialResult.Read(new MemoryStream(flipped), RandomLog.Reference));
        }
    }

    [Fact]
    public void A_partial_result_that_ends_too_early_is_refused()
    {
        var stored = Stored();
        for (var length = 0; length < stored.Length; length++)
            Assert.Throws<InvalidDataException>(() => PartialResult.Read(new MemoryStream(stored, 0, length), RandomLog.Reference));
    }

    static byte[] Stored()
    {
        var log = new RandomLog(3);
        using var shards = new EventShards(1);
        var files = log.Split(log.Lines(200), 2);
        CaseLogReader.Read(files, shards, threads: 1);
        using var stored = new MemoryStream();
        ShardFold.Fold(shards.Read(0), files.Count, RandomLog.Reference, Day.Of(RandomLog.AsOf)).Write(stored);
        return stored.ToArray();
    }
}
