using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Metrics.Documents.Page;

namespace Metrics.Pipeline.Tests.Web;

public sealed class PageTests(TestStorage storage)
{
    [Fact]
    public async Task The_page_is_for_anyone_holds_no_data_and_lets_nothing_else_in()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        host.Client.DefaultRequestHeaders.Remove("x-functions-key");
        var answer = await host.Client.GetAsync("/api/page", Stop);
        Assert.Equal(PageShell.Served, await answer.Content.ReadAsStringAsync(Stop));
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.EndsWith("connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'", policy, StringComparison.Ordinal);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/page");
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await host.Client.SendAsync(again, Stop)).StatusCode);
    }

    [Theory]
    [InlineData("period=2019-13", "period")]
    [InlineData("period=2019-Q5", "period")]
    [InlineData("period=2019-12-31", "period")]
    [InlineData("period=0000-05", "period")]
    [InlineData("district=3301", "district")]
    [InlineData("district=city", "district")]
    public async Task A_period_or_district_that_is_none_is_refused_in_both_languages(string query, string what)
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        var answer = await host.Client.GetAsync($"/api/summaries/current/page?{query}", Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = (await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!;
        Assert.StartsWith($"{what} is '", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.StartsWith($"{what} 为“", problem["detail_zh"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory, InlineData("current"), InlineData("2019-12-31-0123456789ab"), InlineData("other")]
    public async Task A_publication_that_is_not_there_has_no_page(string id)
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync($"/api/summaries/{id}/page", Stop)).StatusCode);
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
