using System.Runtime.InteropServices;
using Metrics.Events;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Ledger;
using Metrics.Pipeline.Store;

namespace Metrics.Pipeline.Tests.Store;

/// <summary>What a fold of all shards reads: the store's parts in a temporary file.</summary>
public sealed class SpooledShardsTests(TestStorage storage)
{
    static readonly IReadOnlyList<LogName> _files = [new("one_net", "a.csv"), new("one_window", "b.csv")];

    [Theory, InlineData(1), InlineData(2_000), InlineData(140_000)]
    public async Task Shards_of_some_parts_come_out_of_the_copy_in_reading_order(int lines)
    {
        var (one, two, three) = (EventStoreTests.Random(lines, seed: 21), EventStoreTests.Random(300, seed: 22), EventStoreTests.Random(60, seed: 11, versions: false));
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        var store = host.Get<EventStore>();
        await store.WriteAsync("1.parquet", one.Read, _files, withColumns: false, Stop);
        await store.WriteAsync("2.parquet", two.Read, _files, withColumns: true, Stop);
        // Without packed events that this program knows.
        await using (var old = File.OpenRead(Repository.File("tests/Metrics.Pipeline.Tests/Store/parts/format-2.parquet")))
            await host.Account.Events.GetBlobClient("3.parquet").UploadAsync(old, Stop);
        using var spooled = await SpoolAsync(host, ("2.parquet", 1), ("1.parquet", 0), ("3.parquet", 0), ("2.parquet", 0), ("1.parquet", 1));
        (EventShards Shards, int File)[] order = [(two, 1), (one, 0), (three, 0), (two, 0), (one, 1)];
        var buffer = new ShardBuffer();
        for (var shard = 0; shard < EventStore.Shards; shard++)
        {
            var expected = order.SelectMany((log, ordinal) =>
                EventStoreTests.Records(log.Shards.Read(shard)).Where(r => r.File == log.File).Select(r => r with { File = ordinal }));
            Assert.Equal(expected, EventStoreTests.Records(spooled.Read(shard, buffer)));
        }
    }

    [Fact]
    public async Task Records_of_a_shard_lie_where_they_are_folded_without_a_copy()
    {
        await using var host = await StoredAsync("1.parquet", "2.parquet");
        using var spooled = await SpoolAsync(host, ("1.parquet", 0), ("1.parquet", 1), ("2.parquet", 0));
        var placed = spooled.Read(17, new()).Select(s => MemoryMarshal.TryGetArray(s.Records, out var array) ? array : default).ToList();
        Assert.Equal(3, placed.Count);
        Assert.Single(placed.Select(p => p.Array).Distinct());
        Assert.All(placed, p => Assert.InRange(p.Array!.Length - p.Offset - p.Count, EventSegment.Room, int.MaxValue));
    }

    [Fact]
    public async Task Threads_read_the_copy_at_once_and_as_often_as_they_want()
    {
        await using var host = await StoredAsync("1.parquet");
        using var spooled = await SpoolAsync(host, ("1.parquet", 0), ("1.parquet", 1));
        await host.Account.Events.GetBlobClient("1.parquet").DeleteAsync(cancellationToken: Stop);
        var read = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            var buffer = new ShardBuffer();
            return Enumerable.Range(0, EventStore.Shards).SelectMany(s => EventStoreTests.Records(spooled.Read(s, buffer))).ToList();
        }, Stop)));
        Assert.All(read, r => Assert.Equal(read[0], r));
        Assert.Equal(6_000, read[0].Count);
        Assert.Equal(6_000, spooled.CountEvents());
    }

    [Fact]
    public async Task A_damaged_block_is_told_with_its_part_when_its_shard_is_read()
    {
        await using var host = await StoredAsync("1.parquet", "2.parquet");
        var blob = host.Account.Events.GetBlobClient("2.parquet");
        var bytes = (await blob.DownloadContentAsync(Stop)).Value.Content.ToArray();
        bytes[PackedIndex.Find(bytes)!.RangeOf(9, 1).Begin + 20] ^= 1;
        await blob.UploadAsync(BinaryData.FromBytes(bytes), overwrite: true, Stop);
        using var spooled = await SpoolAsync(host, ("1.parquet", 0), ("2.parquet", 0));
        spooled.Read(8);
        Assert.Equal("events/2.parquet", Assert.Throws<DamagedBlobException>(() => spooled.Read(9)).Blob);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_part_that_ends_early_or_is_gone_is_told(bool isGone)
    {
        await using var host = await StoredAsync("1.parquet");
        var blob = host.Account.Events.GetBlobClient("1.parquet");
        var bytes = (await blob.DownloadContentAsync(Stop)).Value.Content.ToArray();
        var shards = await OpenAsync(host, ("1.parquet", 0));
        if (isGone)
            await blob.DeleteAsync(cancellationToken: Stop);
        else
            await blob.UploadAsync(BinaryData.FromBytes(bytes.AsMemory(..(int)(PackedIndex.Find(bytes)!.ShardsEnd - 1))), overwrite: true, Stop);
        var told = await Assert.ThrowsAsync<DamagedBlobException>(() => shards.SpoolAsync(Stop));
        Assert.Equal("events/1.parquet", told.Blob);
        Assert.Contains(isGone ? "is gone" : "ends 1 bytes too early", told.Message, StringComparison.Ordinal);
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Parts that are larger than what comes with their index.</summary>
    async Task<TestHost> StoredAsync(params string[] parts)
    {
        var host = await TestHost.StartAsync(storage.NewAccount());
        foreach (var (name, seed) in parts.Select((name, i) => (name, 31 + i)))
            await host.Get<EventStore>().WriteAsync(name, EventStoreTests.Random(6_000, seed).Read, _files, withColumns: false, Stop);
        return host;
    }

    static Task<StoredShards> OpenAsync(TestHost host, params (string Part, int PartFile)[] logs) =>
        StoredShards.OpenAsync(logs, host.Get<EventStore>(), TimeProvider.System, Stop);

    static async Task<SpooledShards> SpoolAsync(TestHost host, params (string Part, int PartFile)[] logs) =>
        await (await OpenAsync(host, logs)).SpoolAsync(Stop);
}
