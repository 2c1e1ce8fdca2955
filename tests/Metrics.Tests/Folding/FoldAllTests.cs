using Metrics.Events;
using Metrics.Folding;
using Metrics.Tests.Laws;
using Xunit;

namespace Metrics.Tests.Folding;

public class FoldAllTests
{
    const int Shards = 64;

    [Theory, InlineData(1), InlineData(2)]
    public async Task A_shard_that_cannot_be_read_ends_the_fold_with_its_reason(int threads)
    {
        var why = await Assert.ThrowsAsync<InvalidDataException>(() => FoldAsync(
            threads, shard => shard == 0 ? throw new InvalidDataException("shard 0") : [], TestContext.Current.CancellationToken));
        Assert.Equal("shard 0", why.Message);
    }

    [Fact]
    public async Task A_fold_that_is_stopped_reads_no_further_shard()
    {
        using var stop = new CancellationTokenSource();
        var read = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FoldAsync(threads: 1, shard =>
        {
            if (++read == 3)
                stop.Cancel();
            return [];
        }, stop.Token));
        Assert.Equal(3, read);
    }

    static Task<PartialResult> FoldAsync(int threads, Func<int, IReadOnlyList<EventSegment>> read, CancellationToken stop) =>
        ShardFold.FoldAllAsync(Shards, (shard, _) => read(shard), files: 1, RandomLog.Reference, Day.Of(RandomLog.AsOf), threads, stop: stop);
}
