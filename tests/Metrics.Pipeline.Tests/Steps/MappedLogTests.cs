using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Runs;

namespace Metrics.Pipeline.Tests.Steps;

/// <summary>Logs that are read by mappings, from the inbox to the publication.</summary>
public sealed class MappedLogTests(TestStorage storage)
{
    const string Mappings = """
        { "mappings": [ { "source": "hall",
            "fields": { "case_id": "编号", "item_code": "事项", "district": { "column": "区划", "values": { "城区": "110101" } }, "channel": "来源" },
            "events": [ { "event": "accepted", "at": "受理" }, { "event": "decided", "at": "办结", "fields": { "result": { "constant": "granted" } } } ] } ] }
        """;

    /// <summary>The mappings, with a word that they lack.</summary>
    static readonly string _withWestern = Mappings.Replace("\"城区\": \"110101\"", "\"城区\": \"110101\", \"西乡\": \"110102\"", StringComparison.Ordinal);

    static readonly byte[] _hall = Logs.Utf8("编号,事项,区划,受理,办结,姓名\nC1,A1,城区,2019-03-01,2019-03-04,张三丰\nC2,A2,西乡,2019-03-01,,李四海\nC3,A2,城区,,,王五湖\n");

    [Fact]
    public async Task A_mapped_log_is_read_by_the_run_and_its_receipt_says_what_the_mapping_did_not_find_or_name()
    {
        await using var host = await StartAsync(Mappings);
        await host.DropAsync("hall/a.csv", _hall);
        var run = await host.RunAsync();
        Assert.Equal(("succeeded", 4, 2, 2), (run["state"]!.ToString(), Count(run, "lines"), Count(run, "accepted"), Count(run, "rejected")));
        var manifest = (await host.Client.GetFromJsonAsync<JsonNode>($"/api/summaries/{run["publication"]}/manifest", Stop))!;
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Logs.Utf8(Mappings))), manifest["mappings"]!.ToString());

        var receipt = await ReceiptAsync(host, "a.csv");
        Assert.Equal(["3 bad_district", "4 missing_field"], receipt["first_rejections"]!.AsArray().Select(r => $"{r!["line"]} {r["reason"]}"));
        Assert.Equal("""[{"column":"district","header":"区划","count":1,"values":[{"value":"西乡","count":1}]}]""", Compact(receipt["unnamed"]!));
        var note = Assert.Single(receipt["notes"]!.AsArray())!;
        Assert.EndsWith("whose cells are all missing: 来源", note["message"]!.ToString(), StringComparison.Ordinal);
        Assert.Contains("来源", note["message_zh"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_mapping_takes_its_logs_in_again_once_and_leaves_others_alone()
    {
        await using var host = await StartAsync(Mappings);
        await host.DropAsync("hall/a.csv", _hall);
        await host.DropAsync("one_window/good.csv", Logs.Good);
        Assert.Equal(2, Count(await host.RunAsync(), "new_files"));
        var before = await ReceiptAsync(host, "a.csv");

        // Another name for the same reading changes nothing.
        await PutAsync(host, Mappings.Replace("\"source\": \"hall\",", "\"source\": \"hall\", \"files\": \"*.csv\",", StringComparison.Ordinal));
        Assert.Equal(0, Count(await host.RunAsync(), "new_files"));

        await PutAsync(host, _withWestern);
        var run = await host.RunAsync();
        Assert.Equal((1, 1), (Count(run, "new_files"), Count(run, "rejected")));
        Assert.Empty(run["notes"]!.AsArray());
        var receipt = await ReceiptAsync(host, "a.csv");
        Assert.NotEqual(before["mapping_sha256"]!.ToString(), receipt["mapping_sha256"]!.ToString());
        Assert.Equal((3, 1), ((int)receipt["accepted"]!, (int)receipt["rejected"]!));
        Assert.Empty(receipt["unnamed"]!.AsArray());
        Assert.Equal(0, Count(await host.RunAsync(), "new_files"));
    }

    [Fact]
    public async Task A_log_that_has_left_the_inbox_counts_as_it_was_read_and_the_runs_note_names_it()
    {
        await using var host = await StartAsync(Mappings);
        await host.DropAsync("hall/a.csv", _hall);
        await host.RunAsync();
        await host.Account.Inbox.DeleteBlobAsync("hall/a.csv", cancellationToken: Stop);
        await PutAsync(host, _withWestern);
        var run = await host.RunAsync();
        Assert.Equal(("succeeded", 0, 2), (run["state"]!.ToString(), Count(run, "new_files"), Count(run, "rejected")));
        var note = Assert.Single(run["notes"]!.AsArray())!.ToString();
        Assert.StartsWith("1 logs were read by another mapping than the run's", note, StringComparison.Ordinal);
        Assert.EndsWith("hall/a.csv", note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_reads_by_the_mappings_that_it_has_pinned_and_the_next_one_by_newer_ones()
    {
        var host = await StartAsync(Mappings);
        await host.DropAsync("hall/a.csv", _hall);
        var connection = host.Connection;
        await host.DisposeAsync();
        using var steps = new StepsByHand(connection);
        var run = await steps.AskAsync();
        var ingest = await steps.GoOnAsync(until: WorkStep.Ingest);
        await steps.Get<ReferenceStore>().PutAsync("mappings.json", Logs.Utf8(_withWestern), Stop);
        await steps.DoAsync(ingest!);
        await steps.GoOnAsync();
        run = await steps.FindAsync(run);
        Assert.Equal(("Succeeded", "[]"), (run.State, run.Notes));
        Assert.Contains("\"rejected\":2", run.Counts, StringComparison.Ordinal);

        run = await steps.AskAsync();
        await steps.GoOnAsync();
        Assert.Contains("\"new_files\":1", (await steps.FindAsync(run)).Counts, StringComparison.Ordinal);
        Assert.Contains("\"rejected\":1", (await steps.FindAsync(run)).Counts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_snapshot_that_is_withdrawn_gives_its_place_to_the_one_before()
    {
        await using var host = await StartAsync(Mappings.Replace("\"source\": \"hall\",", "\"source\": \"hall\", \"snapshot\": true,", StringComparison.Ordinal));
        await host.DropAsync("hall/1.csv", Logs.Utf8("编号,事项,区划,受理\nC9,A1,城区,2019-03-01\n"));
        await host.DropAsync("hall/2.csv", _hall);
        Assert.Equal(4, Count(await host.RunAsync(), "lines"));
        Assert.True((await host.Client.DeleteAsync("/api/logs/hall/2.csv", Stop)).IsSuccessStatusCode);
        Assert.Equal(1, Count(await host.RunAsync(), "lines"));
    }

    [Fact]
    public async Task The_same_bytes_pushed_after_a_mapping_came_have_a_new_receipt()
    {
        await using var host = await StartAsync(mappings: null);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PushAsync()).StatusCode);
        await PutAsync(host, Mappings);
        var receipt = (await (await PushAsync()).Content.ReadFromJsonAsync<JsonNode>(Stop))!;
        Assert.Equal(("taken", 4), (receipt["state"]!.ToString(), (int)receipt["lines"]!));

        Task<HttpResponseMessage> PushAsync() => host.Client.PostAsync("/api/logs/hall/a.csv", new ByteArrayContent(_hall), Stop);
    }

    [Fact]
    public async Task Of_snapshots_the_last_by_name_counts_that_is_not_refused_and_the_older_stay_in_the_store()
    {
        await using var host = await StartAsync(Mappings.Replace("\"source\": \"hall\",", "\"source\": \"hall\", \"snapshot\": true,", StringComparison.Ordinal));
        await host.DropAsync("hall/2019-03-03.csv", Logs.Utf8("编号,事项,区划,受理\nC9,A1,城区,2019-03-01\n"));
        await host.RunAsync();
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/api/cases/C9/clock", Stop)).StatusCode);
        await host.DropAsync("hall/2019-03-04.csv", _hall);
        await host.DropAsync("hall/2019-03-05.csv", Logs.Utf8("no header\n"));
        var run = await host.RunAsync();

        var manifest = (await host.Client.GetFromJsonAsync<JsonNode>($"/api/summaries/{run["publication"]}/manifest", Stop))!;
        Assert.Equal(["2019-03-04.csv False", "2019-03-05.csv True"], manifest["inputs"]!.AsArray().Select(i => $"{i!["file"]} {(bool)i["refused"]!}"));
        Assert.Equal(4, Count(run, "lines"));
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync("/api/cases/C9/clock", Stop)).StatusCode);
        Assert.Equal("taken", (await ReceiptAsync(host, "2019-03-03.csv"))["state"]!.ToString());

        // Without the snapshots the older file is there again.
        await PutAsync(host, Mappings);
        run = await host.RunAsync();
        Assert.Equal((0, 5), (Count(run, "new_files"), Count(run, "lines")));
    }

    [Fact]
    public async Task Mappings_that_a_run_would_refuse_are_refused_with_their_place()
    {
        await using var host = await StartAsync(mappings: null);
        var answer = await host.Client.PutAsync("/api/reference/mappings.json",
            new ByteArrayContent(Logs.Utf8(Mappings.Replace("case_id", "case_no", StringComparison.Ordinal))), Stop);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var problem = (await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!;
        Assert.Contains("mappings: $.mappings[0].fields has the name 'case_no'", problem["detail"]!.ToString(), StringComparison.Ordinal);
        Assert.Contains("字段映射：", problem["detail_zh"]!.ToString(), StringComparison.Ordinal);
    }

    async Task<TestHost> StartAsync(string? mappings)
    {
        var host = await TestHost.StartAsync(storage.NewAccount());
        await host.PutReferenceAsync("catalogue.csv", Logs.Catalogue);
        if (mappings is not null)
            await PutAsync(host, mappings);
        return host;
    }

    static async Task PutAsync(TestHost host, string mappings) =>
        Assert.Equal(HttpStatusCode.OK, (await host.Client.PutAsync("/api/reference/mappings.json", new ByteArrayContent(Logs.Utf8(mappings)), Stop)).StatusCode);

    static async Task<JsonNode> ReceiptAsync(TestHost host, string name) => (await host.Client.GetFromJsonAsync<JsonNode>($"/api/logs/hall/{name}", Stop))!;

    static string Compact(JsonNode json) => json.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    static int Count(JsonNode run, string name) => run["counts"]![name]!.GetValue<int>();

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
