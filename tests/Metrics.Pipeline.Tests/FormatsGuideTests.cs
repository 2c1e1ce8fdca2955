using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Metrics.Pipeline.Tests;

/// <summary>The examples of docs/formats.md are what a run over samples/one-case gives.</summary>
public sealed class FormatsGuideTests(TestStorage storage)
{
    static readonly string _guide = File.ReadAllText(Repository.File("docs/formats.md"));

    [Fact]
    public async Task The_examples_of_the_guide_are_what_the_doors_answer()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        await host.PutExampleAsync(Repository.File("samples/one-case"));
        var run = await host.RunAsync();

        AssertSame(Example("## Receipt"), await GetAsync(host, "/api/logs/one_net/2019-10.csv"));
        var shownRun = Example("## Run");
        Assert.Equal(Keys(shownRun), Keys(run));
        Assert.Equal(Keys(shownRun["times_ms"]!), Keys(run["times_ms"]!));
        AssertSame(shownRun["counts"]!, run["counts"]!);
        var current = JsonNode.Parse((await host.Account.Current.GetBlobClient("current.json").DownloadContentAsync(Stop)).Value.Content)!;
        Assert.Equal(Keys(Example("## Current")), Keys(current));
        Assert.Equal(shownRun["publication"]!.ToString(), Example("## Current")["id"]!.ToString());
        AssertPartOf(Example("## Summary, names and manifest"), await GetAsync(host, "/api/summaries/current/summary"));
        AssertPartOf(Example("`publications/{id}/manifest.json`"), await GetAsync(host, "/api/summaries/current/manifest"));
        var answer = await host.Client.GetAsync("/api/logs/-/x", Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        AssertSame(Example("## Errors"), (await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!);
    }

    [Fact]
    public async Task The_rejected_line_of_the_guide_is_what_lies_in_quarantine()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        await host.PutExampleAsync(Repository.File("samples/one-case"));
        await host.RunAsync();
        await foreach (var blob in host.Account.Quarantine.GetBlobsAsync(cancellationToken: Stop))
            AssertSame(Example("## Rejected lines"), JsonNode.Parse((await host.Account.Quarantine.GetBlobClient(blob.Name).DownloadContentAsync(Stop)).Value.Content)!);
    }

    [Fact]
    public async Task The_answer_of_the_guide_is_what_a_stored_catalogue_gives()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        var catalogue = new ByteArrayContent(await File.ReadAllBytesAsync(Repository.File("samples/one-case/catalogue.csv"), Stop));
        var answer = await host.Client.PutAsync("/api/reference/catalogue.csv", catalogue, Stop);
        AssertSame(Example("## Reference data"), (await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!);
    }

    /// <summary>The first example after a heading.</summary>
    internal static JsonNode Example(string heading)
    {
        var rest = _guide[_guide.IndexOf(heading, StringComparison.Ordinal)..];
        return JsonNode.Parse(rest.Split("```json\n")[1].Split("```")[0])!;
    }

    static async Task<JsonNode> GetAsync(TestHost host, string path) => (await host.Client.GetFromJsonAsync<JsonNode>(path, Stop))!;

    static IEnumerable<string> Keys(JsonNode node) => node.AsObject().Select(p => p.Key);

    static void AssertSame(JsonNode shown, JsonNode found) => Assert.Equal(shown.ToJsonString(), found.ToJsonString());

    /// <summary>The example is shortened: what it shows is there, with the same keys in the same order.</summary>
    static void AssertPartOf(JsonNode shown, JsonNode found)
    {
        Assert.Equal(Keys(shown), Keys(found));
        foreach (var (key, value) in shown.AsObject())
        {
            switch (value)
            {
                case JsonArray rows:
                    Assert.All(rows, row => Assert.Contains(found[key]!.AsArray(), r => JsonNode.DeepEquals(r, row)));
                    break;
                case JsonObject part:
                    AssertContains(part, found[key]!);
                    break;
                default:
                    Assert.Equal(value?.ToJsonString(), found[key]?.ToJsonString());
                    break;
            }
        }
    }

    static void AssertContains(JsonObject part, JsonNode whole)
    {
        foreach (var (key, value) in part)
        {
            switch (value)
            {
                case JsonArray rows:
                    Assert.All(rows, row => Assert.Contains(whole[key]!.AsArray(), r => JsonNode.DeepEquals(r, row)));
                    break;
                case JsonObject inner:
                    AssertContains(inner, whole[key]!);
                    break;
                case not null when key == "sha256": // of the shipped calendar: it changes with every new notice
                    Assert.Equal(value.ToString().Length, whole[key]!.ToString().Length);
                    break;
                default:
                    Assert.True(JsonNode.DeepEquals(value, whole[key]), key);
                    break;
            }
        }
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
