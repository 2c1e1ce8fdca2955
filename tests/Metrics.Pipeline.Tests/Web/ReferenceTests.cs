using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs.Models;

namespace Metrics.Pipeline.Tests.Web;

public sealed class ReferenceTests(TestStorage storage)
{
    static readonly byte[] _policies = Logs.Utf8("""{ "policies": [ { "id": "a", "measure": "case", "limit_days": 3 } ] }""");
    static readonly byte[] _catalogueOfA = Logs.Utf8("item_code,kind,promised_days,policy\nA1,licence,5,a\n");

    [Fact]
    public async Task A_file_that_a_run_would_take_is_stored_and_the_version_before_is_kept()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        var first = await StoredAsync(await PutAsync(host, "catalogue.csv", Logs.Catalogue));
        var better = Logs.Utf8("实施编码,事项类型,承诺时限\nA1,行政许可,4个工作日\nA2,其他,即办\n");
        var second = await StoredAsync(await PutAsync(host, "catalogue.csv", better));

        Assert.Equal((HashOf(Logs.Catalogue), Logs.Catalogue.Length), (first["sha256"]!.ToString(), first["bytes"]!.GetValue<int>()));
        Assert.Null(first["before"]);
        Assert.Equal(HashOf(Logs.Catalogue), second["before"]!.ToString());
        Assert.Equal(better, await ReadAsync(host, "catalogue.csv"));
        Assert.Equal(Logs.Catalogue, await ReadAsync(host, $"history/catalogue.csv/{HashOf(Logs.Catalogue)}"));
    }

    [Fact]
    public async Task A_run_counts_by_what_was_put_and_takes_no_version_before_for_calendar_records()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        await PutAsync(host, "catalogue.csv", Logs.Catalogue);
        await PutAsync(host, "calendar/layer.json", Layer("2019-03-04"));
        await PutAsync(host, "calendar/layer.json", Layer("2019-03-05"));
        await host.DropAsync("one_window/good.csv", Logs.Good);
        var id = (await host.RunAsync())["publication"]!.ToString();
        var manifest = (await host.Client.GetFromJsonAsync<JsonNode>($"/api/summaries/{id}/manifest", Stop))!;
        var layers = manifest["calendar"]!["layers"]!.AsArray().Where(l => l!["prefix"]!.ToString() == "1101");
        Assert.Equal("2019-03-05", Assert.Single(layers)!["from"]!.ToString());
    }

    [Fact]
    public async Task The_same_bytes_again_change_nothing()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        await PutAsync(host, "policies.json", _policies);
        var version = (await host.Account.Reference.GetBlobClient("policies.json").GetPropertiesAsync(cancellationToken: Stop)).Value.ETag;
        await StoredAsync(await PutAsync(host, "policies.json", _policies));
        Assert.Equal(version, (await host.Account.Reference.GetBlobClient("policies.json").GetPropertiesAsync(cancellationToken: Stop)).Value.ETag);
        Assert.Equal(["policies.json"], await NamesAsync(host));
    }

    [Theory]
    [InlineData("catalogue.csv", "item_code,kind,promised_days\nA1,licence,5\nA2,Licence,5\n", "catalogue: line 3: kind is 'Licence'", "第 3 行")]
    [InlineData("catalogue.csv", "item_code,kind,promised_days,policy\nA1,licence,5,nope\n", "line 2: policy is 'nope'", "第 2 行")]
    [InlineData("policies.json", """{ "policies": [ { "id": "promised", "measure": "case", "limit_days": 3 } ] }""", "policies[0].id is 'promised'", "时限政策")]
    [InlineData("register.csv", "kind,id,received\nlecture,1,2019-03-01\nlectures,2,2019-03-01\n", "register: line 3: kind is 'lectures'", "登记簿：第 3 行")]
    [InlineData("indicators.json", """{ "indicators": [ { "id": "hall" } ] }""", "indicators[0].kind is 'null'", "指标")]
    [InlineData("calendar/x.json", """{ "layers": [ { "prefix": "0" } ] }""", "calendar/x.json: layers[0]: prefix: found '0'", "行政区划")]
    public async Task What_a_run_would_refuse_is_refused_with_its_place_in_two_languages_and_leaves_nothing(string name, string text, string place, string placeZh)
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        var answer = await PutAsync(host, name, Logs.Utf8(text));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        var problem = (await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!;
        Assert.Contains(place, problem["detail"]!.ToString(), StringComparison.Ordinal);
        Assert.Contains(placeZh, problem["detail_zh"]!.ToString(), StringComparison.Ordinal);
        Assert.Empty(await NamesAsync(host));
    }

    [Fact]
    public async Task Policies_that_lack_a_policy_of_the_catalogue_are_refused_with_its_line()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        await StoredAsync(await PutAsync(host, "policies.json", _policies));
        await StoredAsync(await PutAsync(host, "catalogue.csv", _catalogueOfA));
        var answer = await PutAsync(host, "policies.json", Logs.Utf8("""{ "policies": [] }"""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var problem = (await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!;
        Assert.Contains("catalogue: line 2: policy is 'a'", problem["detail"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(_policies, await ReadAsync(host, "policies.json"));
    }

    [Fact]
    public async Task A_catalogue_is_mended_while_calendar_records_are_faulty()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        await host.PutReferenceAsync("calendar/x.json", "{}"u8.ToArray());
        await StoredAsync(await PutAsync(host, "catalogue.csv", Logs.Catalogue));
    }

    [Theory]
    [InlineData("catalogue.xls")]
    [InlineData("calendar/x.txt")]
    [InlineData("calendar/.json")]
    [InlineData("calendar/a/b.json")]
    [InlineData("history/catalogue.csv/x")]
    [InlineData("")]
    public async Task A_name_that_is_no_reference_data_is_404(string name)
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        Assert.Equal(HttpStatusCode.NotFound, (await PutAsync(host, name, _policies)).StatusCode);
        Assert.Empty(await NamesAsync(host));
    }

    [Fact]
    public async Task A_file_over_the_limit_is_413()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PutAsync(host, "catalogue.csv", new byte[(8 << 20) + 1])).StatusCode);
    }

    [Fact]
    public async Task Of_files_of_one_name_at_once_each_that_was_stored_is_kept()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        var files = Enumerable.Range(1, 8).Select(days => Logs.Utf8($"item_code,kind,promised_days\nA1,licence,{days}\n")).ToList();
        var answers = await Task.WhenAll(files.Select(f => PutAsync(host, "catalogue.csv", f)));
        Assert.All(answers, a => Assert.Contains(a.StatusCode, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.Conflict]));

        var stored = await Task.WhenAll(answers.Where(a => a.StatusCode == HttpStatusCode.OK).Select(StoredAsync));
        var before = stored.ToDictionary(s => s["sha256"]!.ToString(), s => s["before"]?.ToString());
        var seen = 0;
        for (var hash = HashOf(await ReadAsync(host, "catalogue.csv")); hash is not null; hash = before[hash])
        {
            if (seen++ > 0)
                Assert.Equal(hash, HashOf(await ReadAsync(host, $"history/catalogue.csv/{hash}")));
        }
        Assert.Equal(stored.Length, seen);
    }

    static Task<HttpResponseMessage> PutAsync(TestHost host, string name, byte[] body) =>
        host.Client.PutAsync("/api/reference/" + name, new ByteArrayContent(body), Stop);

    static async Task<JsonNode> StoredAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!;
    }

    static async Task<byte[]> ReadAsync(TestHost host, string name) =>
        (await host.Account.Reference.GetBlobClient(name).DownloadContentAsync(Stop)).Value.Content.ToArray();

    static async Task<List<string>> NamesAsync(TestHost host)
    {
        var names = new List<string>();
        await foreach (var blob in host.Account.Reference.GetBlobsAsync(BlobTraits.None, BlobStates.None, null, Stop))
            names.Add(blob.Name);
        return names;
    }

    static byte[] Layer(string day) => Logs.Utf8($$"""{ "layers": [ { "prefix": "1101", "holidays": [ { "name": "x", "off": ["{{day}}"] } ] } ] }""");

    static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
