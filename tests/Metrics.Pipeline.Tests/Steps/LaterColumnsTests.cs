using Metrics.Pipeline.Account;
using Metrics.Pipeline.Ledger;
using Metrics.Pipeline.Runs;
using Metrics.Pipeline.Steps;
using Metrics.Pipeline.Store;
using Metrics.Pipeline.Tests.Store;
using Microsoft.Extensions.Options;

namespace Metrics.Pipeline.Tests.Steps;

/// <summary>The columns of large parts come after the publication, and no reader of the events notices.</summary>
public sealed class LaterColumnsTests(TestStorage storage)
{
    const string Later = "ColumnsAtOnceUpTo=0";
    const string OneLogAPart = "IngestStepBytes=1";
    static readonly string[] _names = ["01.csv", "02.csv", "03.csv"];

    [Fact]
    public async Task A_run_whose_columns_come_later_publishes_the_same_and_ends_in_the_same_parts()
    {
        await using var atOnce = await StartAsync("ColumnsAtOnceUpTo=262144");
        await using var later = await StartAsync(Later);
        var expected = (await atOnce.RunAsync())["publication"]!.ToString();
        Assert.Equal(expected, (await later.RunAsync())["publication"]!.ToString());
        await UntilWholeAsync(later); // the host tidies after the run
        Assert.Equal(await BytesAsync(atOnce.Account), await BytesAsync(later.Account));
        Assert.Equal(expected, (await later.RunAsync())["publication"]!.ToString());
    }

    [Fact]
    public async Task A_part_has_no_columns_until_the_store_is_tidied()
    {
        using var host = new DyingHost(await PushedAsync());
        Assert.Equal(_names.Length, await LackingAsync(host));
        await host.Get<TidyStep>().TakeAsync(Stop);
        Assert.Equal(0, await LackingAsync(host));
        var writes = host.Writes;
        await host.Get<TidyStep>().TakeAsync(Stop);
        Assert.Equal(writes, host.Writes);
    }

    [Fact]
    public async Task A_step_writes_the_columns_of_some_parts_and_leaves_the_rest_to_another_step()
    {
        var account = await PushedAsync();
        for (var left = _names.Length - 1; left >= 0; left--)
        {
            using var tidying = new DyingHost(account);
            await TidyOf(tidying, mostColumns: 1).TakeAsync(Stop);
            Assert.Equal(left, await LackingAsync(tidying));
            Assert.Equal(left > 0, tidying.Kinds.Contains("POST work"));
        }
    }

    [Fact]
    public async Task A_reader_that_began_before_the_columns_came_reads_on()
    {
        using var host = new DyingHost(await PushedAsync());
        var (name, bytes) = (await BytesAsync(host.Get<DataAccount>())).First();
        var part = await host.Get<EventStore>().OpenAsync(name, Stop);
        await host.Get<TidyStep>().TakeAsync(Stop);
        Assert.NotEqual(bytes, (await BytesAsync(host.Get<DataAccount>()))[name]);
        var read = EventStoreTests.Lists(EventStore.Shards);
        await part.ReadAsync([0], 0, read, Stop);
        Assert.Equal(7, read.Sum(shard => shard.Sum(s => RowGroups.Count(s.Records.Span))));
    }

    [Fact]
    public async Task The_columns_have_the_lines_of_every_log_of_the_part_whatever_the_ledger_still_names()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        var (store, events) = (host.Get<EventStore>(), EventStoreTests.Random(500, seed: 41));
        LogName[] logs = [new("one_net", "a.csv"), new("one_window", "b.csv")];
        await store.WriteAsync("part.parquet", events.Read, logs, withColumns: false, Stop);
        var row = new LedgerRow { RowKey = logs[1].Key, Source = logs[1].Source, Name = logs[1].Name, State = nameof(LedgerState.Taken), Sha256 = "b", Events = 250, Part = "part.parquet", PartFile = 1 };
        Assert.True(await host.Get<LedgerTable>().TryWriteAsync(row, null, Stop));
        await host.Get<TidyStep>().TakeAsync(Stop);
        using var whole = new MemoryStream();
        await EventStore.WriteAsync(whole, events.Read, logs, withColumns: true, Stop);
        Assert.Equal(whole.ToArray(), (await BytesAsync(host.Account))["part.parquet"]);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_host_that_dies_between_any_two_writes_leaves_a_store_that_says_the_same(bool isAnswerLost)
    {
        var account = await PushedAsync();
        for (var writes = 0; ; writes++)
        {
            using var dying = new DyingHost(account, writes, isAnswerLost);
            try
            {
                await TidyOf(dying, mostColumns: 1).TakeAsync(Stop);
            }
            catch (DyingHost.DiedException)
            {
                continue;
            }
            if (await LackingAsync(dying) == 0)
                break;
        }
        await using var host = await TestHost.StartAsync(account, [OneLogAPart, Later]);
        await using var atOnce = await StartAsync("ColumnsAtOnceUpTo=262144");
        Assert.Equal((await atOnce.RunAsync())["publication"]!.ToString(), (await host.RunAsync())["publication"]!.ToString());
        Assert.Equal(await BytesAsync(atOnce.Account), await BytesAsync(host.Account));
    }

    static TidyStep TidyOf(DyingHost host, long mostColumns) =>
        new(host.Get<LedgerTable>(), host.Get<EventStore>(), host.Get<StepSender>(), Options.Create(new StoreOptions()), TimeProvider.System) { MostColumns = mostColumns };

    async Task<TestHost> StartAsync(string setting)
    {
        var host = await TestHost.StartAsync(storage.NewAccount(), [OneLogAPart, setting]);
        await host.PutReferenceAsync("catalogue.csv", Logs.Catalogue);
        foreach (var name in _names)
            await host.DropAsync($"one_net/{name}", Of(name));
        return host;
    }

    /// <summary>An account whose parts have no columns, and no host that would tidy on its own.</summary>
    async Task<string> PushedAsync()
    {
        await using var host = await StartAsync(Later);
        foreach (var name in _names)
            (await host.Client.PostAsync($"/api/logs/one_net/{name}", new ByteArrayContent(Of(name)), Stop)).EnsureSuccessStatusCode();
        return host.Connection;
    }

    static byte[] Of(string name) => Logs.Utf8($"{System.Text.Encoding.UTF8.GetString(Logs.Good)}{name},1,accepted,2019-05-01,A2,110101,,,,\n");

    static Task<int> LackingAsync(DyingHost host) => LackingAsync(host.Get<DataAccount>());

    static async Task<int> LackingAsync(DataAccount account)
    {
        var lacking = 0;
        foreach (var part in (await BytesAsync(account)).Values)
            lacking += PackedIndex.Find(part)!.HasColumns ? 0 : 1;
        return lacking;
    }

    static async Task UntilWholeAsync(TestHost host)
    {
        while (await LackingAsync(host.Account) > 0)
            await Task.Delay(50, Stop);
    }

    /// <summary>The parts of the store by name.</summary>
    static async Task<SortedDictionary<string, byte[]>> BytesAsync(DataAccount account)
    {
        var parts = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        await foreach (var blob in account.Events.GetBlobsAsync(cancellationToken: Stop))
            parts.Add(blob.Name, (await account.Events.GetBlobClient(blob.Name).DownloadContentAsync(Stop)).Value.Content.ToArray());
        return parts;
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
