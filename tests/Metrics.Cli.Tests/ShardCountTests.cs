using System.Globalization;
using System.Text;
using Metrics.Events;

namespace Metrics.Cli.Tests;

public sealed class ShardCountTests
{
    const long MB = 1024 * 1024;

    [Theory]
    [InlineData(0, "a.csv", 2, 256)]
    [InlineData(700, "a.csv", 2, 256)]
    [InlineData(4000, "a.csv", 2, 1024)]
    [InlineData(400, "a.csv.gz", 2, 1024)]
    [InlineData(1_000_000, "a.csv", 2, 2048)]
    [InlineData(1_000_000, "a.csv", 1, 4096)]
    [InlineData(1_000_000, "a.csv", 64, 256)]
    public void More_text_has_more_shards_as_far_as_a_thread_can_hold_them(long size, string name, int threads, int count) =>
        Assert.Equal(count, ShardCount.Of([new("one_net", name, () => Stream.Null) { Size = size * MB }], threads));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    [InlineData(256)]
    public void A_case_lies_in_one_part_of_a_run_however_many_shards_each_machine_has(int parts)
    {
        var seen = new HashSet<int>();
        for (var i = 0; i < 10_000; i++)
        {
            var id = Encoding.ASCII.GetBytes(i.ToString(CultureInfo.InvariantCulture));
            int Part(int count) => ShardCount.PartOf(EventShards.ShardOf(id, count), count, parts);
            Assert.Equal(Part(256), Part(1024));
            Assert.Equal(Part(256), Part(4096));
            seen.Add(Part(256));
        }
        Assert.Equal(Enumerable.Range(0, parts), seen.Order());
    }
}
