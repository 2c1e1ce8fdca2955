using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Metrics.Documents.Page;
using Metrics.Pipeline.Web;
using Microsoft.Extensions.DependencyInjection;

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

    [Fact]
    public async Task A_district_that_the_publication_does_not_know_has_no_page()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        await host.PutExampleAsync(Repository.Example(1));
        await host.RunAsync();
        var table = (await host.Client.GetStringAsync("/api/summaries/current/approval_time?format=csv", Stop)).Split('\n');
        var district = table[1..].Select(row => row.Split(',').ElementAtOrDefault(2)).First(d => d is { Length: 6 });
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync($"/api/summaries/current/page?district={district}", Stop)).StatusCode);
        var answer = await host.Client.GetAsync("/api/summaries/current/page?district=999999", Stop);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var problem = (await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!;
        Assert.Equal(("There is no district 999999 in this publication.", "没有区划 999999 的数据。"), (problem["detail"]!.ToString(), problem["detail_zh"]!.ToString()));
    }

    [Fact]
    public async Task A_page_is_made_once_however_many_ask_for_it_and_one_at_a_time_of_several()
    {
        using var pages = new MadePages(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        var (made, now, most) = (0, 0, 0);
        var asked = Enumerable.Range(0, 40).Select(i => pages.FindOrMakeAsync($"page {i % 4}", async to =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await Task.Delay(20, Stop);
            await to.WriteAsync(Logs.Utf8($"page {i % 4}"), Stop);
            Interlocked.Decrement(ref now);
            Interlocked.Increment(ref made);
            return true;
        }, Stop)).ToList();
        var read = await Task.WhenAll(asked.Select(async page => await new StreamReader((await page)!).ReadToEndAsync(Stop)));
        Assert.Equal((4, 1), (made, most));
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"page {i % 4}"), read);
    }

    [Theory, InlineData(true, 1), InlineData(false, 2)]
    public async Task A_page_is_made_again_after_a_time_only_if_it_is_not_complete(bool isComplete, int expected)
    {
        using var pages = new MadePages(TimeSpan.FromMinutes(1), keptIncomplete: TimeSpan.FromMilliseconds(1));
        var made = 0;
        for (var asked = 0; asked < 2; asked++)
        {
            await pages.FindOrMakeAsync("page", _ => Task.FromResult(++made > 0 && isComplete), Stop);
            await Task.Delay(50, Stop);
        }
        Assert.Equal(expected, made);
    }

    [Fact]
    public async Task A_page_that_is_asked_for_all_the_time_is_made_once_however_many_others_are()
    {
        using var pages = new MadePages(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        var made = 0;
        for (var other = 0; other < 100; other++)
        {
            await pages.FindOrMakeAsync("page", _ => Task.FromResult(++made > 0), Stop);
            await pages.FindOrMakeAsync($"other {other}", async to =>
            {
                await to.WriteAsync(new byte[1 << 20], Stop);
                return true;
            }, Stop);
        }
        Assert.Equal(1, made);
    }

    [Fact]
    public async Task A_page_that_cannot_be_made_keeps_nobody_from_the_next()
    {
        using var pages = new MadePages(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        await Assert.ThrowsAsync<RefusedException>(() => pages.FindOrMakeAsync("page", _ => throw new RefusedException("no", "否"), Stop));
        Assert.NotNull(await pages.FindOrMakeAsync("page", _ => Task.FromResult(true), Stop));
    }

    [Fact]
    public async Task Who_waits_too_long_for_the_pages_of_others_is_asked_to_come_again_in_both_languages()
    {
        using var pages = new MadePages(TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1));
        await using var host = await TestHost.StartAsync(storage.NewAccount(), ["OpenData=true"], services => services.AddSingleton(pages));
        await host.PutExampleAsync(Repository.Example(1));
        await host.RunAsync();
        var other = new TaskCompletionSource<bool>();
        var making = pages.FindOrMakeAsync("another", _ => other.Task, Stop);
        var answer = await host.Client.GetAsync("/api/open/summaries/current/page", Stop);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromMinutes(1)), (answer.StatusCode, answer.Headers.RetryAfter!.Delta));
        Assert.NotNull((await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!["detail_zh"]);
        other.SetResult(true);
        await making;
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/api/open/summaries/current/page", Stop)).StatusCode);
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
