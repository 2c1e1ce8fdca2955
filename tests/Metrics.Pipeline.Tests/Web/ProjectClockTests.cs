using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Core.Pipeline;
using Metrics.Calendars;
using Metrics.CaseLogs;
using Metrics.Events;
using Metrics.Explaining;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Ledger;
using Metrics.Pipeline.Steps;
using Metrics.Pipeline.Store;
using Metrics.Pipeline.Tests.Store;
using Metrics.Policies;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Metrics.Pipeline.Tests.Web;

/// <summary>The clock of a project whose cases lie in many shards and parts, asked of the shards that its parts name.</summary>
public sealed class ProjectClockTests(TestStorage storage)
{
    const int Cases = 40;
    const int Projects = 6;
    const string Header = "case_id,event_id,event,at,item_code,policy,district,result,days,project_code";

    static readonly byte[] _catalogue = Logs.Utf8("""
        item_code,name,kind,department,promised_days,policy
        A,Card,licence,Police,3,
        P,Permit to plan,licence,Planning,9,permit
        E,Permit to build,licence,Works,9,permit

        """);

    static readonly byte[] _policies = Logs.Utf8("""
        { "policies": [ { "id": "permit", "measure": "project", "limit_days": 20, "end_item": "E" },
                        { "id": "other", "measure": "project", "limit_days": 9, "end_item": "P" } ] }
        """);

    [Theory, InlineData(1), InlineData(2)]
    public async Task Each_clock_is_that_of_a_fold_of_all_logs_byte_for_byte(int seed)
    {
        var random = new Random(seed);
        await using var host = await StartAsync();
        // Each its own part; the lines of a case lie in any of them, in any order.
        var logs = Deal(random, 9).ToDictionary(l => l.Name, l => l.Bytes);
        foreach (var (name, bytes) in logs.Where(l => !IsPushed(l.Key)))
            await host.DropAsync($"one_window/{name}", bytes);
        await host.RunAsync();
        foreach (var (name, bytes) in logs.Where(l => IsPushed(l.Key)))
            await PushAsync(host, name, bytes);
        await EqualsAsync(host, logs);

        (await host.Client.DeleteAsync("/api/logs/one_window/0.csv", Stop)).EnsureSuccessStatusCode();
        await PushAsync(host, "1.csv", logs["1.csv"] = Deal(random, 9)[0].Bytes);
        await EqualsAsync(host, logs.Where(l => l.Key != "0.csv"));
        await PushAsync(host, "0.csv", logs["0.csv"]);
        foreach (var (part, _) in (await PartsAsync(host)).Where((_, i) => i % 2 == 0))
            await Damage.ReplaceAsync(host.Account.Events.GetBlobClient(part), EarlierPart.Of);
        await EqualsAsync(host, logs);

        static bool IsPushed(string name) => name is "7.csv" or "8.csv";
    }

    [Fact]
    public async Task A_city_above_the_size_of_one_step_explains_a_project_of_few_shards_as_soon_as_its_parts_name_them()
    {
        await using var host = await StartAsync("FoldTogetherUpTo=5");
        var logs = Logs.Utf8($"{Header}\nc1,,accepted,2019-03-01,P,,110101,,,J1\nc2,,accepted,2019-03-04,E,,110101,,,J1\n"
            + string.Concat(Enumerable.Range(0, 8).Select(i => $"d{i},,accepted,2019-03-01,A,,110101,,,\n")));
        await PushAsync(host, "a.csv", logs);
        Assert.Equal(OfLogs([new("a.csv", logs)], "c1"), await ClockAsync(host, "c1"));
        var (part, _) = Assert.Single(await PartsAsync(host));
        await Damage.ReplaceAsync(host.Account.Events.GetBlobClient(part), EarlierPart.Of);
        Assert.Contains("metrics explain", await ClockAsync(host, "c1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_block_of_projects_changes_no_answer_and_the_next_run_heals_it()
    {
        await using var host = await StartAsync("Logging:LogLevel:Default=None");
        var logs = Logs.Utf8($"{Header}\nc1,,accepted,2019-03-01,P,,110101,,,J1\nc2,,accepted,2019-03-04,E,,110101,,,J1\n");
        await PushAsync(host, "a.csv", logs);
        var (part, index) = Assert.Single(await PartsAsync(host));
        await Damage.ChangeAsync(host.Account.Events.GetBlobClient(part), bytes => bytes[index.ShardsEnd] ^= 1);

        Assert.Equal(OfLogs([new("a.csv", logs)], "c1"), await ClockAsync(host, "c1"));
        Assert.Equal("succeeded", (await host.RunAsync())["state"]!.ToString());
        ProjectShards.Find((await PartBytesAsync(host, part)).AsSpan((int)index.ShardsEnd..(int)index.End), index.Projects!.Value, "J1"u8);
        Assert.Equal(OfLogs([new("a.csv", logs)], "c1"), await ClockAsync(host, "c1"));
    }

    [Fact]
    public async Task Where_a_block_of_projects_is_damaged_and_the_log_has_left_the_inbox_runs_go_on_counting_it_until_it_is_pushed_again()
    {
        await using var host = await StartAsync("Logging:LogLevel:Default=None");
        var logs = Logs.Utf8($"{Header}\nc1,,accepted,2019-03-01,P,,110101,,,J1\nc2,,accepted,2019-03-04,E,,110101,,,J1\n");
        await PushAsync(host, "a.csv", logs);
        var expected = (await host.RunAsync())["publication"]!.ToString();
        await host.Account.Inbox.GetBlobClient("one_window/a.csv").DeleteAsync(cancellationToken: Stop);
        var (part, index) = Assert.Single(await PartsAsync(host));
        await Damage.ChangeAsync(host.Account.Events.GetBlobClient(part), bytes => bytes[index.ShardsEnd] ^= 1);
        for (var night = 0; night < 2; night++)
        {
            Assert.Equal(OfLogs([new("a.csv", logs)], "c1"), await ClockAsync(host, "c1"));
            Assert.Equal(expected, (await host.RunAsync())["publication"]!.ToString());
        }
        await PushAsync(host, "a.csv", logs);
        Assert.Equal(OfLogs([new("a.csv", logs)], "c1"), await ClockAsync(host, "c1"));
    }

    [Fact]
    public async Task Shards_that_no_part_names_for_a_project_are_not_read()
    {
        await using var host = await StartAsync("Logging:LogLevel:Default=None");
        var logs = Logs.Utf8($"{Header}\nc1,,accepted,2019-03-01,P,,110101,,,J1\nc2,,accepted,2019-03-04,E,,110101,,,J1\n"
            + string.Concat(Enumerable.Range(0, 200).Select(i => $"d{i},,accepted,2019-03-01,P,,110101,,,J2\n")));
        await PushAsync(host, "a.csv", logs);
        var (part, index) = Assert.Single(await PartsAsync(host));
        int[] own = [ShardOf("c1"), ShardOf("c2")];
        await Damage.ChangeAsync(host.Account.Events.GetBlobClient(part), bytes =>
        {
            foreach (var shard in Enumerable.Range(0, EventStore.Shards).Except(own).Where(s => index[s].Size > 0))
                bytes[index.RangeOf(shard, 1).Begin] ^= 1;
        });
        Assert.Equal(OfLogs([new("a.csv", logs)], "c1"), await ClockAsync(host, "c1"));
        var other = Enumerable.Range(0, 200).First(i => !own.Contains(ShardOf($"d{i}")));
        Assert.Equal(HttpStatusCode.InternalServerError, (await host.Client.GetAsync($"/api/cases/d{other}/clock", Stop)).StatusCode);

        static int ShardOf(string id) => EventShards.ShardOf(Encoding.UTF8.GetBytes(id), EventStore.Shards);
    }

    [Fact]
    public async Task A_part_that_is_gone_is_named()
    {
        await using var host = await StartAsync("Logging:LogLevel:Default=None");
        await PushAsync(host, "a.csv", Logs.Utf8($"{Header}\nc1,,accepted,2019-03-01,P,,110101,,,J1\n"));
        var (part, _) = Assert.Single(await PartsAsync(host));
        await host.Account.Events.GetBlobClient(part).DeleteAsync(cancellationToken: Stop);
        var answer = await host.Client.GetAsync("/api/cases/c1/clock", Stop);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.StartsWith($"events/{part} is gone", (await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!["detail"]!.ToString(), StringComparison.Ordinal);
    }

    [Theory, InlineData(4), InlineData(32)]
    public async Task Tidying_gives_parts_of_before_their_projects_be_they_many_or_few(int mergePartsFrom)
    {
        await using var host = await StartAsync($"MergePartsFrom={mergePartsFrom}");
        var logs = Deal(new Random(4), 4).ToDictionary(l => l.Name, l => l.Bytes);
        foreach (var (name, bytes) in logs)
            await PushAsync(host, name, bytes);
        foreach (var (part, _) in (await PartsAsync(host)).Take(3))
            await Damage.ReplaceAsync(host.Account.Events.GetBlobClient(part), EarlierPart.Of);
        await host.Get<TidyStep>().TakeAsync(Stop);
        var parts = await PartsAsync(host);
        Assert.Equal(mergePartsFrom == 4 ? 1 : 2, parts.Count);
        Assert.All(parts, p => Assert.NotNull(p.Index.Projects));
        await EqualsAsync(host, logs);
        await host.Get<TidyStep>().TakeAsync(Stop);
        Assert.Equal(parts.Select(p => p.Part), (await PartsAsync(host)).Select(p => p.Part));
    }

    [Fact]
    public async Task One_request_at_a_time_reads_blocks_of_projects()
    {
        var account = storage.NewAccount();
        using var wire = new CountingWire();
        await using var host = await StartAsync(account, services => services.AddSingleton(DataOver(wire, account)));
        await PushAsync(host, "a.csv", Logs.Utf8($"{Header}\n" + string.Concat(
            Enumerable.Range(0, 6_000).Select(i => $"c{i},,accepted,2019-03-01,P,,110101,,,J{i}\n"))));
        var (_, index) = Assert.Single(await PartsAsync(host));
        wire.Counted = $"bytes={index.ShardsEnd}-";
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => ClockAsync(host, $"c{i}")));
        Assert.Equal((6, 1), (wire.Seen, wire.Most));
    }

    [Fact]
    public async Task A_part_that_is_read_by_its_columns_is_read_once_however_the_shards_lie()
    {
        var account = storage.NewAccount();
        using var wire = new CountingWire();
        await using var host = await StartAsync(account, services => services.AddSingleton(DataOver(wire, account)));
        await using (var part = File.OpenRead(Repository.File("tests/Metrics.Pipeline.Tests/Store/parts/format-2.parquet")))
            await host.Account.Events.GetBlobClient("a.parquet").UploadAsync(part, Stop);
        var shards = await StoredShards.OpenAsync([("a.parquet", 0), ("a.parquet", 1)], host.Get<EventStore>(), TimeProvider.System, Stop);
        int[] asked = [3, 20, 22, 63];
        wire.Counted = "bytes=0-";
        var read = new List<IReadOnlyList<EventSegment>>();
        await foreach (var shard in shards.ReadAllAsync(asked.Aggregate(default(ShardSet), (set, s) => set | ShardSet.Of(s)), Stop))
            read.Add(shard);
        Assert.Equal(1, wire.Seen);
        var written = EventStoreTests.Random(60, seed: 11, versions: false);
        Assert.Equal(asked.Select(s => EventStoreTests.Records(written.Read(s))), read.Select(EventStoreTests.Records));
    }

    static DataAccount DataOver(HttpMessageHandler wire, string account)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(DataAccount.Connection, account)]).Build();
        return new(configuration.GetSection(DataAccount.Connection), new HttpClientTransport(wire));
    }

    Task<TestHost> StartAsync(params string[] settings) => StartAsync(storage.NewAccount(), services: null, settings);

    static async Task<TestHost> StartAsync(string account, Action<IServiceCollection>? services, params string[] settings)
    {
        var host = await TestHost.StartAsync(account, ["IngestStepBytes=1", .. settings], services);
        await host.PutReferenceAsync("catalogue.csv", _catalogue);
        await host.PutReferenceAsync("policies.json", _policies);
        return host;
    }

    /// <summary>Lines of all cases in any order, over some files.</summary>
    static List<(string Name, byte[] Bytes)> Deal(Random random, int files)
    {
        var lines = Enumerable.Range(0, Cases).SelectMany(number => LinesOf(random, number)).OrderBy(_ => random.Next()).ToList();
        return [.. Enumerable.Range(0, files).Select(file => (
            string.Create(CultureInfo.InvariantCulture, $"{file}.csv"),
            Logs.Utf8(string.Join('\n', [Header, .. lines.Where((_, i) => i % files == file), ""]))))];
    }

    /// <summary>A case that is accepted once or more, for one project or others, by its item's policy or another.</summary>
    static IEnumerable<string> LinesOf(Random random, int number)
    {
        for (var i = 0; i <= random.Next(3); i++)
        {
            yield return $"c{number},,accepted,{At(random)},{Pick(random, "P", "P", "E", "A")},{Pick(random, "", "", "", "other")},110101,,,"
                + (random.Next(8) == 0 ? "" : $"工程{random.Next(Projects)}");
        }
        foreach (var kind in (string[])["correction_started", "correction_ended", "extended", "withdrawn", "decided"])
        {
            if (random.Next(3) == 0)
                yield return $"c{number},,{kind},{At(random)},,,,{(kind == "decided" ? "granted" : "")},{(kind == "extended" ? "5" : "")},";
        }
    }

    static string At(Random random) => $"{new DateOnly(2019, 1, 1).AddDays(random.Next(360)):yyyy-MM-dd} 09:{random.Next(60):00}";

    static string Pick(Random random, params ReadOnlySpan<string> of) => of[random.Next(of.Length)];

    static async Task EqualsAsync(TestHost host, IEnumerable<KeyValuePair<string, byte[]>> logs)
    {
        var read = logs.OrderBy(l => l.Key, StringComparer.Ordinal).ToList();
        for (var number = 0; number < Cases; number++)
            Assert.Equal(OfLogs(read, $"c{number}"), await ClockAsync(host, $"c{number}"));
    }

    static async Task<string> ClockAsync(TestHost host, string id)
    {
        var answer = await host.Client.GetAsync($"/api/cases/{id}/clock", Stop);
        return answer.StatusCode == HttpStatusCode.NotFound ? "" : await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Stop);
    }

    /// <summary>What a fold of every case of these logs says, without a store; empty: no line is of the case.</summary>
    static string OfLogs(IReadOnlyList<KeyValuePair<string, byte[]>> logs, string id)
    {
        using var shards = new EventShards(1);
        CaseLogReader.Read([.. logs.Select(l => new LogFile("one_window", l.Key, () => new MemoryStream(l.Value)))], shards, 1, stop: Stop);
        var reference = Reference.Read(_catalogue, _policies, CalendarBook.Shipped);
        if (CaseHistory.Find(shards.Read(0), id, reference, new(2019, 12, 31)) is not { } history)
            return "";
        var cases = new ProjectCases(history);
        cases.Add(shards.Read(0));
        return Encoding.UTF8.GetString(ClockJson.Write(CaseClock.Of(history, cases)));
    }

    static async Task PushAsync(TestHost host, string name, byte[] bytes) =>
        (await host.Client.PostAsync($"/api/logs/one_window/{name}", new ByteArrayContent(bytes), Stop)).EnsureSuccessStatusCode();

    /// <summary>The parts that the ledger names.</summary>
    static async Task<List<(string Part, PackedIndex Index)>> PartsAsync(TestHost host)
    {
        var parts = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var row in host.Get<LedgerTable>().ListAsync(Stop))
            parts.Add(row.Part);
        var found = new List<(string, PackedIndex)>();
        foreach (var part in parts)
            found.Add((part, PackedIndex.Find(await PartBytesAsync(host, part))!));
        return found;
    }

    static async Task<byte[]> PartBytesAsync(TestHost host, string part) =>
        (await host.Account.Events.GetBlobClient(part).DownloadContentAsync(Stop)).Value.Content.ToArray();

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
