using System.Text;
using Metrics.Events;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Ledger;
using Metrics.Pipeline.Runs;
using Metrics.Pipeline.Steps;
using Metrics.Pipeline.Store;
using Metrics.Pipeline.Tests.Store;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Metrics.Pipeline.Tests.Steps;

/// <summary>Small parts of the event store are merged, and no reader notices.</summary>
public sealed class TidyTests(TestStorage storage)
{
    const int Files = 8;
    static readonly string[] _manyParts = ["IngestStepBytes=1", "MergePartsFrom=7"];

    [Fact]
    public async Task Many_small_parts_become_one_and_the_publication_keeps_its_bytes()
    {
        await using var host = await StartAsync(_manyParts);
        var before = await host.RunAsync();
        await UntilPartsAsync(host, 1);
        var after = await host.RunAsync();
        Assert.Equal((before["publication"]!.ToString(), 0), (after["publication"]!.ToString(), after["counts"]!["new_files"]!.GetValue<int>()));
        Assert.Equal(Files + 1, (await BlobsAsync(host)).Count); // older parts stay for readers that began before
    }

    [Fact]
    public async Task Few_small_parts_are_left_alone()
    {
        await using var host = await StartAsync(["IngestStepBytes=1", "MergePartsFrom=9"]);
        await host.RunAsync();
        await host.Get<TidyStep>().TakeAsync(Stop);
        Assert.Equal(Files, (await PartsAsync(host)).Count);
    }

    [Fact]
    public async Task A_merged_part_holds_every_line_with_its_file_and_number()
    {
        await using var host = await StartAsync(_manyParts);
        await host.RunAsync();
        await UntilPartsAsync(host, 1);
        var part = Assert.Single(await PartsAsync(host));
        var all = new List<string>();
        var old = new List<string>();
        foreach (var blob in await BlobsAsync(host))
            (blob == part ? all : old).AddRange(await PartText.LinesAsync(host.Account.Events.GetBlobClient(blob), Stop));
        Assert.Equal(7 * Files, all.Count); // repeated lines too
        Assert.Equal(old.Order(StringComparer.Ordinal), all.Order(StringComparer.Ordinal));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_host_that_dies_between_any_two_writes_leaves_a_store_that_says_the_same(bool isAnswerLost)
    {
        await using var host = await StartAsync(["IngestStepBytes=1", "MergePartsFrom=100"]);
        var expected = (await host.RunAsync())["publication"]!.ToString();
        for (var writes = 0; ; writes++)
        {
            using var dying = new DyingHost(host.Connection, writes, isAnswerLost, "--MergePartsFrom=3");
            var died = await DiesAsync(dying.Get<TidyStep>());
            Assert.Equal(expected, (await host.RunAsync())["publication"]!.ToString());
            if (!died)
                break;
        }
        Assert.InRange((await PartsAsync(host)).Count, 1, 2);
        using var again = new DyingHost(host.Connection, settings: "--MergePartsFrom=3");
        await again.Get<TidyStep>().TakeAsync(Stop);
        Assert.Equal(0, again.Writes); // done again it does nothing
    }

    [Fact]
    public async Task Two_hosts_that_merge_at_once_leave_each_log_in_one_part()
    {
        await using var host = await StartAsync(["IngestStepBytes=1", "MergePartsFrom=100"]);
        var expected = (await host.RunAsync())["publication"]!.ToString();
        using var one = new DyingHost(host.Connection, settings: "--MergePartsFrom=3");
        using var other = new DyingHost(host.Connection, settings: "--MergePartsFrom=3");
        await Task.WhenAll(one.Get<TidyStep>().TakeAsync(Stop), other.Get<TidyStep>().TakeAsync(Stop));
        Assert.Single(await PartsAsync(host));
        Assert.Equal(expected, (await host.RunAsync())["publication"]!.ToString());
    }

    [Fact]
    public async Task A_run_that_pinned_its_inputs_before_goes_on_reading_the_old_parts()
    {
        await using var host = await StartAsync(["IngestStepBytes=1", "MergePartsFrom=3"]);
        await host.RunAsync();
        await UntilPartsAsync(host, 1);
        var old = (await BlobsAsync(host)).Except(await PartsAsync(host)).First();
        var part = await host.Get<EventStore>().OpenAsync(old, Stop);
        var read = Enumerable.Range(0, EventStore.Shards).Select(_ => new List<EventSegment>()).ToArray();
        await part.ReadAsync([0], 0, read, Stop);
        Assert.NotEmpty(read.SelectMany(r => r));
    }

    [Fact]
    public async Task Newer_bytes_of_a_log_replace_those_in_a_merged_part()
    {
        await using var host = await StartAsync(_manyParts);
        await host.RunAsync();
        await UntilPartsAsync(host, 1);
        await host.DropAsync("one_net/07.csv", Logs.Mixed);
        await using var other = await StartAsync([]);
        await other.DropAsync("one_net/07.csv", Logs.Mixed);
        Assert.Equal((await other.RunAsync())["publication"]!.ToString(), (await host.RunAsync())["publication"]!.ToString());
    }

    [Fact]
    public async Task A_part_is_deleted_once_no_run_can_read_it_any_more()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var host = await StartAsync(_manyParts);
        await host.RunAsync();
        await UntilPartsAsync(host, 1);
        var tidy = TidyOf(host, clock, mergePartsFrom: 32);
        clock.Advance(TidyStep.Grace - TimeSpan.FromMinutes(5));
        await tidy.TakeAsync(Stop);
        Assert.Equal(Files + 1, (await BlobsAsync(host)).Count);
        clock.Advance(TimeSpan.FromMinutes(10));
        await tidy.TakeAsync(Stop);
        Assert.Equal(await PartsAsync(host), await BlobsAsync(host));
    }

    [Fact]
    public async Task A_withdrawn_log_whose_part_is_lost_keeps_no_other_from_being_merged()
    {
        await using var host = await StartPushedAsync();
        var row = (await host.Get<Withdrawals>().WithdrawAsync(new("one_net", "03.csv"), Stop))!;
        await host.Account.Events.GetBlobClient(row.Part).DeleteAsync(cancellationToken: Stop);
        using var tidying = new DyingHost(host.Connection, settings: "--MergePartsFrom=7");
        await tidying.Get<TidyStep>().TakeAsync(Stop);
        Assert.Equal(2, (await PartsAsync(host)).Count);
        Assert.Contains(row.Part, await PartsAsync(host));
    }

    [Fact]
    public async Task Parts_that_nobody_reads_are_deleted_also_when_others_cannot_be_merged()
    {
        await using var host = await StartPushedAsync();
        await host.Account.Events.GetBlobClient((await PartsAsync(host)).Min!).DeleteAsync(cancellationToken: Stop);
        await host.Get<EventStore>().WriteAsync("unused.parquet", EventStoreTests.Random(1, seed: 33).Read, [new("one_net", "a.csv"), new("one_net", "b.csv")], withColumns: true, Stop);
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow() + TidyStep.Grace + TimeSpan.FromMinutes(5));
        await Assert.ThrowsAsync<DamagedBlobException>(() => TidyOf(host, clock, mergePartsFrom: 7).TakeAsync(Stop));
        Assert.DoesNotContain("unused.parquet", await BlobsAsync(host));
        Assert.Equal(Files - 1, (await BlobsAsync(host)).Count);
    }

    [Fact]
    public async Task A_part_that_is_wanted_again_is_not_deleted()
    {
        await using var host = await StartAsync(_manyParts);
        await host.RunAsync();
        await UntilPartsAsync(host, 1);
        var store = host.Get<EventStore>();
        var unused = (await BlobsAsync(host)).Except(await PartsAsync(host)).Order(StringComparer.Ordinal).First();
        var listed = new List<(string Part, Azure.ETag ETag)>();
        await foreach (var (part, etag, _) in store.ListAsync(Stop))
            listed.Add((part, etag));
        Assert.True(await store.TryTouchAsync(unused, Stop));
        await store.TryDeleteAsync(unused, listed.Single(l => l.Part == unused).ETag, Stop);
        Assert.Contains(unused, await BlobsAsync(host));
    }

    [Fact]
    public async Task A_part_of_an_earlier_index_is_written_anew_alone_when_it_is_larger_than_what_is_merged()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        var (small, large) = (EventStoreTests.Random(500, seed: 31), EventStoreTests.Random(1_050_000, seed: 32));
        await PutAsync(host, "small.csv", 500, small);
        await PutAsync(host, "large.csv", 1_050_000, large);
        var before = await PartsAsync(host);
        for (var night = 1; night <= 2; night++)
        {
            await host.Get<TidyStep>().TakeAsync(Stop);
            Assert.Equal(2 - night, (await PartsAsync(host)).Intersect(before).Count());
        }
        foreach (var (name, written) in (IEnumerable<(string, EventShards)>)[("small.csv", small), ("large.csv", large)])
        {
            var row = (await host.Get<LedgerTable>().FindAsync(new("one_net", name), Stop))!;
            var part = await host.Get<EventStore>().OpenAsync(row.Part, Stop);
            var read = EventStoreTests.Lists(EventStore.Shards);
            await part.ReadAsync([0], 0, read, Stop);
            Assert.False(part.LacksProjects);
            for (var shard = 0; shard < EventStore.Shards; shard++)
                Assert.Equal(EventStoreTests.Records(OfOneFile(written, shard)), EventStoreTests.Records(read[shard]));
        }
    }

    [Fact]
    public async Task A_large_part_of_an_earlier_index_is_written_anew_also_when_there_are_many_small_ones()
    {
        await using var host = await StartPushedAsync();
        await PutAsync(host, "large.csv", 262_144, EventStoreTests.Random(262_144, seed: 34));
        await TidyOf(host, TimeProvider.System, mergePartsFrom: 7).TakeAsync(Stop);
        var parts = await PartsAsync(host);
        Assert.Equal(2, parts.Count);
        foreach (var part in parts)
            Assert.False((await host.Get<EventStore>().OpenAsync(part, Stop)).LacksProjects);
    }

    static TidyStep TidyOf(TestHost host, TimeProvider time, int mergePartsFrom) =>
        new(host.Get<LedgerTable>(), host.Get<EventStore>(), host.Get<StepSender>(), Options.Create(new StoreOptions { MergePartsFrom = mergePartsFrom }), time);

    static List<EventSegment> OfOneFile(EventShards events, int shard) => [.. events.Read(shard).Select(s => s with { File = 0 })];

    /// <summary>A log whose events lie in a part of an earlier index.</summary>
    static async Task PutAsync(TestHost host, string name, int lines, EventShards events)
    {
        var log = new LogName("one_net", name);
        await host.Get<EventStore>().WriteAsync($"{name}.parquet", shard => OfOneFile(events, shard), [log], withColumns: true, Stop);
        await Damage.ReplaceAsync(host.Account.Events.GetBlobClient($"{name}.parquet"), EarlierPart.Of);
        var row = new LedgerRow { RowKey = log.Key, Source = log.Source, Name = log.Name, State = nameof(LedgerState.Taken), Sha256 = name, Events = lines, Part = $"{name}.parquet" };
        Assert.True(await host.Get<LedgerTable>().TryWriteAsync(row, null, Stop));
    }

    async Task<TestHost> StartAsync(string[] settings)
    {
        var host = await TestHost.StartAsync(storage.NewAccount(), settings);
        await host.PutReferenceAsync("catalogue.csv", Logs.Catalogue);
        for (var file = 0; file < Files; file++)
            await host.DropAsync($"one_net/{file:00}.csv", Of(file));
        return host;
    }

    /// <summary>With a part a log, and no run after which the host itself would tidy.</summary>
    async Task<TestHost> StartPushedAsync()
    {
        var host = await TestHost.StartAsync(storage.NewAccount(), ["IngestStepBytes=1", "MergePartsFrom=100"]);
        for (var file = 0; file < Files; file++)
            (await host.Client.PostAsync($"/api/logs/one_net/{file:00}.csv", new ByteArrayContent(Of(file)), Stop)).EnsureSuccessStatusCode();
        return host;
    }

    /// <summary>Six lines on cases of the file's own, and one on a case of all files.</summary>
    static byte[] Of(int file) => Logs.Utf8(Encoding.UTF8.GetString(Logs.Good).Replace("\nC", $"\nC{file}-", StringComparison.Ordinal) + "C0,1,accepted,2019-05-01,A2,110101,,,,\n");

    static async Task<bool> DiesAsync(TidyStep tidy)
    {
        try
        {
            await tidy.TakeAsync(Stop);
            return false;
        }
        catch (DyingHost.DiedException)
        {
            return true;
        }
    }

    /// <summary>Tidying goes on after a run has ended.</summary>
    static async Task UntilPartsAsync(TestHost host, int count)
    {
        while ((await PartsAsync(host)).Count != count)
            await Task.Delay(50, Stop);
    }

    /// <summary>The parts that the ledger names.</summary>
    static async Task<SortedSet<string>> PartsAsync(TestHost host)
    {
        var parts = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var row in host.Get<LedgerTable>().ListAsync(Stop))
            parts.Add(row.Part);
        return parts;
    }

    static async Task<SortedSet<string>> BlobsAsync(TestHost host)
    {
        var blobs = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var blob in host.Account.Events.GetBlobsAsync(cancellationToken: Stop))
            blobs.Add(blob.Name);
        return blobs;
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
