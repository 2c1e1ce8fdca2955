using System.Net;
using Metrics.Pipeline.Web;

namespace Metrics.Pipeline.Tests.Web;

/// <summary>Anyone reads publications where the setting says so, and nothing else.</summary>
public sealed class OpenDataTests(TestStorage storage)
{
    const string Portal = "https://data.city.example";

    static readonly string[] _files = [.. TableFile.Keys.Keys, "summary", "names", "manifest"];

    [Theory, InlineData("OpenData=false"), InlineData("City=Yunxi")]
    public async Task Without_the_setting_each_open_door_answers_404(string setting)
    {
        await using var host = await PublishAsync(setting);
        using var anyone = Anyone(host);
        var id = await IdAsync(host);
        string[] paths = ["", "/current", "/current/page", $"/{id}/page", .. _files.SelectMany(file => new[] { $"/current/{file}", $"/{id}/{file}" })];
        foreach (var path in paths)
            Assert.Equal((path, HttpStatusCode.NotFound), (path, (await anyone.GetAsync("/api/open/summaries" + path, Stop)).StatusCode));
    }

    [Fact]
    public async Task With_it_anyone_gets_the_bytes_and_the_tags_that_a_key_gets()
    {
        await using var host = await PublishAsync("OpenData=true");
        using var anyone = Anyone(host);
        var id = await IdAsync(host);
        string[] paths =
        [
            "", "/current/page", $"/{id}/page?period=2019-10", "/current/backlog?format=csv", "/current/approval_time?period=2019&district=*",
            .. _files.SelectMany(file => new[] { $"/current/{file}", $"/{id}/{file}" }),
        ];
        foreach (var path in paths)
        {
            var (keyed, open) = (await host.Client.GetAsync("/api/summaries" + path, Stop), await anyone.GetAsync("/api/open/summaries" + path, Stop));
            Assert.Equal((path, HttpStatusCode.OK, keyed.Headers.ETag), (path, open.StatusCode, open.Headers.ETag));
            Assert.Equal(await keyed.Content.ReadAsByteArrayAsync(Stop), await open.Content.ReadAsByteArrayAsync(Stop));
            if (open.Headers.ETag is not { } tag)
                continue;
            using var again = new HttpRequestMessage(HttpMethod.Get, "/api/open/summaries" + path);
            again.Headers.IfNoneMatch.Add(tag);
            Assert.Equal(HttpStatusCode.NotModified, (await anyone.SendAsync(again, Stop)).StatusCode);
        }
        var current = await host.Client.GetStringAsync("/api/summaries/current", Stop);
        Assert.Equal(current.Replace("/api/summaries/", "/api/open/summaries/", StringComparison.Ordinal), await anyone.GetStringAsync("/api/open/summaries/current", Stop));
    }

    [Fact]
    public async Task Nothing_but_publications_is_behind_the_open_doors_whatever_the_path()
    {
        await using var host = await PublishAsync("OpenData=true");
        using var anyone = Anyone(host);
        var id = await IdAsync(host);
        string[] paths =
        [
            "open", "open/", "open/runs", "open/logs/one_net/2019-10.csv", "open/evidence/current/cases", "open/cases/33010619092900000001/clock",
            "open/reference/catalogue.csv", "open/summaries/current/workbook", "open/summaries/current/report?year=2019",
            $"open/summaries/current/changes?since={id}", "open/summaries/current/evidence", "open/summaries/current/backlog.csv",
            $"open/summaries/{id}%2Fmanifest.json/summary", "open/summaries/..%2F..%2Fcurrent/current", "open/summaries/current/..%2Fcurrent%2Fcurrent",
            $"open/summaries/{id}/..%2F..%2Fevidence%2F{id}", "open/summaries/current/..%5Cquality", "open/summaries/%2e%2e/quality",
            "open/../runs", "open/%2e%2e/summaries/current", "open/summaries/../../summaries/current", "open/summaries/current/../../../summaries/current/backlog",
            "OPEN/summaries/current/workbook", "open//summaries/current", "open;x/summaries/current", "summaries/current", "summaries", "runs/any",
        ];
        foreach (var path in paths)
        {
            // As it stands: a client would tidy dots away.
            var address = new Uri($"{host.Client.BaseAddress}api/{path}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
            var answer = await anyone.GetAsync(address, Stop);
            Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Unauthorized, $"{path}: {answer.StatusCode}");
        }
        foreach (var method in (HttpMethod[])[HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete])
            Assert.Equal(HttpStatusCode.NotFound, (await anyone.SendAsync(new(method, "/api/open/summaries/current"), Stop)).StatusCode);
    }

    [Theory]
    [InlineData($"Host:CORS={Portal},https://www.city.example", Portal, true)]
    [InlineData($"Host:CORS={Portal}", "https://other.example", false)]
    [InlineData($"Host:CORS={Portal}", "http://data.city.example", false)]
    [InlineData("City=Yunxi", Portal, false)]
    public async Task A_browser_hears_of_the_listed_origins_alone(string setting, string origin, bool isListed)
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount(), ["OpenData=true", setting]);
        using var anyone = Anyone(host);
        anyone.DefaultRequestHeaders.Add("Origin", origin);
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/api/open/summaries");
        preflight.Headers.Add("Access-Control-Request-Method", "GET");
        foreach (var answer in new[] { await anyone.GetAsync("/api/open/summaries", Stop), await anyone.SendAsync(preflight, Stop) })
        {
            var allowed = answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var origins) ? origins : [];
            Assert.Equal(isListed ? [origin] : [], allowed);
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
        }
    }

    async Task<TestHost> PublishAsync(string setting)
    {
        var host = await TestHost.StartAsync(storage.NewAccount(), [setting]);
        await host.PutExampleAsync(Repository.File("samples/one-case"));
        await host.RunAsync();
        return host;
    }

    static async Task<string> IdAsync(TestHost host) => (await host.Account.Current.GetBlobClient("current.json").DownloadContentAsync(Stop)).Value.Content
        .ToObjectFromJson<Dictionary<string, string>>()!["id"];

    static HttpClient Anyone(TestHost host) => new() { BaseAddress = host.Client.BaseAddress };

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
