using System.Globalization;
using System.Text;
using Metrics.Events;
using Metrics.Pipeline.Ledger;
using Metrics.Pipeline.Store;

namespace Metrics.Pipeline.Tests.Store;

/// <summary>What a part knows of its projects: which shards hold their cases.</summary>
public sealed class ProjectShardsTests(TestStorage storage)
{
    static readonly IReadOnlyList<LogName> _files = [new("one_net", "a.csv"), new("one_window", "b.csv")];

    [Theory, InlineData(300), InlineData(60_000)]
    public async Task A_part_names_the_shards_of_each_project_and_no_others(int lines)
    {
        var (written, expected) = Random(lines);
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        await host.Get<EventStore>().WriteAsync("part.parquet", written.Read, _files, withColumns: true, Stop);
        var part = await host.Get<EventStore>().OpenAsync("part.parquet", Stop);
        foreach (var (code, shards) in expected.Take(200))
            Assert.Equal(shards, await part.FindProjectAsync(Encoding.UTF8.GetBytes(code), Stop));
        Assert.Equal(default, await part.FindProjectAsync("工程 of nobody"u8.ToArray(), Stop));
    }

    [Fact]
    public void Codes_of_one_hash_share_their_shards_so_that_a_part_of_any_size_has_a_bounded_block()
    {
        var projects = new ProjectShards();
        const int Codes = 3_000_000;
        using var shards = new EventShards(1);
        var appender = shards.OpenAppender();
        appender.Begin(0, 0);
        for (var i = 0; i < Codes; i++)
            appender.Append(Accepted("c"u8, Utf8(i)));
        projects.Add(shards.Read(0), 5);
        using var block = new MemoryStream();
        var packed = projects.Write(block);
        Assert.InRange(packed.Size, 1, 12 << 20);
        Assert.Equal(ShardSet.Of(5), ProjectShards.Find(block.ToArray(), packed, Utf8(77)));
    }

    [Fact]
    public async Task A_part_of_before_says_that_a_project_may_lie_anywhere_and_gives_its_events()
    {
        var part = await File.ReadAllBytesAsync(Repository.File("tests/Metrics.Pipeline.Tests/Store/parts/index-evtc.parquet"), Stop);
        var written = EventStoreTests.Random(60, seed: 11); // what lies in the file
        Assert.Null(PackedIndex.Find(part)!.Projects);
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        await host.Account.Events.UploadBlobAsync("part.parquet", BinaryData.FromBytes(part), Stop);
        Assert.True(await StoredPart.IsWholeAsync(host.Account.Events.GetBlobClient("part.parquet"), Stop));
        var stored = await host.Get<EventStore>().OpenAsync("part.parquet", Stop);
        Assert.Equal(ShardSet.All, await stored.FindProjectAsync("any"u8.ToArray(), Stop));
        var (packed, columns) = (EventStoreTests.Lists(EventStore.Shards), EventStoreTests.Lists(EventStore.Shards));
        await stored.ReadAsync([0, 1], 0, packed, Stop);
        await StoredPart.ReadColumnsAsync(new MemoryStream(part), [0, 1], 0, columns, Stop);
        for (var shard = 0; shard < EventStore.Shards; shard++)
        {
            Assert.Equal(EventStoreTests.Records(written.Read(shard)), EventStoreTests.Records(packed[shard]));
            Assert.Equal(EventStoreTests.Records(written.Read(shard)), EventStoreTests.Records(columns[shard]));
        }
    }

    [Fact]
    public async Task A_part_of_before_as_tests_make_it_is_one()
    {
        using var now = new MemoryStream();
        await EventStore.WriteAsync(now, EventStoreTests.Random(60, seed: 11).Read, _files, withColumns: true, Stop);
        var made = EarlierPart.Of(now.ToArray());
        var read = EventStoreTests.Lists(EventStore.Shards);
        await StoredPart.ReadColumnsAsync(new MemoryStream(made), [0, 1], 0, read, Stop);
        Assert.Null(PackedIndex.Find(made)!.Projects);
        Assert.Equal(60, read.Sum(shard => EventStoreTests.Records(shard).Count));
    }

    /// <summary>Cases of many projects, and the shards of each project.</summary>
    static (EventShards Shards, Dictionary<string, ShardSet> Expected) Random(int lines)
    {
        var random = new Random(4);
        var (shards, expected) = (new EventShards(EventStore.Shards), new Dictionary<string, ShardSet>());
        var appender = shards.OpenAppender();
        for (var i = 0; i < lines; i++)
        {
            appender.Begin(i * 2 / lines, i);
            var caseId = Utf8(random.Next(lines));
            var code = random.Next(3) == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"工程{random.Next(lines / 20)}");
            appender.Append(Accepted(caseId, Encoding.UTF8.GetBytes(code)));
            if (code.Length > 0)
                expected[code] = expected.GetValueOrDefault(code) | ShardSet.Of(EventShards.ShardOf(caseId, EventStore.Shards));
        }
        return (shards, expected);
    }

    static EventFields Accepted(ReadOnlySpan<byte> caseId, ReadOnlySpan<byte> code) => new()
    {
        Line = 2,
        Kind = EventKind.Accepted,
        At = new DateTime(2019, 3, 4).Ticks,
        CaseId = caseId,
        ItemCode = "A"u8,
        Channel = Channel.OneNet,
        ProjectCode = code,
    };

    static byte[] Utf8(int number) => Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture));

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
