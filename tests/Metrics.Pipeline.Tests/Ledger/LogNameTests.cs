using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Metrics.Pipeline.Ledger;

namespace Metrics.Pipeline.Tests.Ledger;

public sealed class LogNameTests(TestStorage storage)
{
    [Theory]
    [InlineData("one_window", "a.csv")]
    [InlineData("one-net", "2019/03/大厅 h.CSV.GZ")]
    [InlineData("A9", "net,c.csv")]
    [InlineData("s", "100% of it.csv")]
    public void A_path_of_named_folders_is_a_name(string source, string name)
    {
        Assert.Null(LogName.TryParse(source, name, out var log));
        Assert.Equal($"{source}/{name}", log.Path);
    }

    [Theory]
    [InlineData("", "a.csv")]
    [InlineData("-x", "a.csv")]
    [InlineData("a.b", "a.csv")]
    [InlineData("..", "a.csv")]
    [InlineData("大厅", "a.csv")]
    [InlineData("one_net\n", "a.csv")]
    [InlineData("a/b", "a.csv")]
    [InlineData("one_net", null)]
    [InlineData("one_net", "")]
    [InlineData("one_net", ".")]
    [InlineData("one_net", "..")]
    [InlineData("one_net", "../up.csv")]
    [InlineData("one_net", "a/../b.csv")]
    [InlineData("one_net", "a/./b.csv")]
    [InlineData("one_net", "/a.csv")]
    [InlineData("one_net", "a//b.csv")]
    [InlineData("one_net", "a/")]
    [InlineData("one_net", "a.")]
    [InlineData("one_net", "a. /b")]
    [InlineData("one_net", " a.csv")]
    [InlineData("one_net", "a\\b.csv")]
    [InlineData("one_net", "..\\up.csv")]
    [InlineData("one_net", "%2e%2e/up.csv")]
    [InlineData("one_net", "a%2fb.csv")]
    [InlineData("one_net", "a%5Cb.csv")]
    [InlineData("one_net", "a\0b.csv")]
    [InlineData("one_net", "a\nb.csv")]
    [InlineData("one_net", "a\u007fb.csv")]
    [InlineData("one_net", "a\u0085b.csv")]
    [InlineData("one_net", "a\u202eb.csv")]
    [InlineData("one_net", "a\u2028b.csv")]
    [InlineData("one_net", "a\ufeffb.csv")]
    [InlineData("one_net", "a\ufffdb.csv")]
    public void Any_other_name_is_refused(string source, string? name) => Assert.NotNull(LogName.TryParse(source, name, out _));

    [Theory]
    [InlineData("", "b.csv", "来源", "source")]
    [InlineData("a", "b//c.csv", "名称", "name")]
    public void A_fault_says_in_both_languages_what_is_wrong(string source, string name, string chinese, string english)
    {
        var fault = LogName.TryParse(source, name, out _)!;
        Assert.Equal(new(chinese, english), fault.Subject);
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", fault.Expected.Zh);
        Assert.DoesNotMatch(@"\p{IsCJKUnifiedIdeographs}", fault.Expected.En);
    }

    [Fact]
    public void A_name_has_at_most_512_characters_and_a_source_63()
    {
        Assert.Null(LogName.TryParse(new('a', 63), new('b', 512), out _));
        Assert.NotNull(LogName.TryParse(new('a', 64), "b", out _));
        Assert.NotNull(LogName.TryParse("a", new('b', 513), out _));
        Assert.NotNull(LogName.TryParse("a", string.Join('/', Enumerable.Repeat("b", 33)), out _));
    }

    [Theory]
    [InlineData("/api/logs/one_net/a%5Cb.csv")]
    [InlineData("/api/logs/one_net/..%2f..%2freceipts%2fx")]
    [InlineData("/api/logs/one_net/..%5c..%5cx")]
    [InlineData("/api/logs/one_net/%252e%252e/x")]
    [InlineData("/api/logs/one_net/a%00b")]
    [InlineData("/api/logs/one_net/a%0d%0ab")]
    [InlineData("/api/logs/one_net/a%E2%80%AEb")]
    [InlineData("/api/logs/one_net/")]
    [InlineData("/api/logs/%2e%2e%2finbox/a")]
    [InlineData("/api/logs/one%20net/a")]
    public async Task A_bad_name_over_http_is_a_400_that_says_what_was_expected_or_no_route(string path)
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        foreach (var method in (HttpMethod[])[HttpMethod.Post, HttpMethod.Get])
        {
            using var request = new HttpRequestMessage(method, new Uri(host.Client.BaseAddress + path[1..], new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
            if (method == HttpMethod.Post)
                request.Content = new ByteArrayContent(Logs.Good);
            var answer = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Contains(answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.BadRequest, HttpStatusCode.NotFound]);
            if (answer.Content.Headers.ContentType?.MediaType == "application/problem+json")
                Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", (await answer.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!["detail_zh"]!.ToString());
        }
        await foreach (var blob in host.Account.Inbox.GetBlobsAsync(cancellationToken: TestContext.Current.CancellationToken))
            Assert.Fail($"{blob.Name} was stored");
    }
}
