using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Metrics.Pipeline.Account;

namespace Metrics.Pipeline.Tests.Web;

/// <summary>
/// Requests that mean harm, on real sockets: each is taken, or refused in both languages; none fails the host, and nothing lies
/// outside the inbox afterwards.
/// </summary>
public sealed class HostileRequestTests(TestStorage storage) : IAsyncLifetime
{
    TestHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await TestHost.StartAsync(storage.NewAccount());
        await _host.Get<ReferenceStore>().PutAsync("catalogue.csv", Logs.Catalogue, Stop);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_hostile_body_of_a_log_is_taken_or_refused_in_both_languages()
    {
        foreach (var (name, body) in HostileBodies.All())
        {
            using var content = new ByteArrayContent(body);
            var answer = await _host.Client.PostAsync($"/api/logs/one_net/{Uri.EscapeDataString(name)}", content, Stop);
            await CheckAsync(name, answer, HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity);
        }
        await CheckStoredAsync(HostileBodies.All().Select(b => b.Name));
    }

    [Theory, InlineData("catalogue.csv"), InlineData("policies.json"), InlineData("register.csv"), InlineData("indicators.json"), InlineData("calendar/2020.json")]
    public async Task A_hostile_body_of_reference_data_is_refused_in_both_languages_and_changes_nothing(string file)
    {
        foreach (var (name, body) in HostileBodies.All())
        {
            using var content = new ByteArrayContent(body);
            await CheckAsync(name, await _host.Client.PutAsync($"/api/reference/{file}", content, Stop), HttpStatusCode.UnprocessableEntity, HttpStatusCode.RequestEntityTooLarge);
        }
        await CheckStoredAsync([]);
    }

    [Fact]
    public async Task A_hostile_body_that_asks_for_a_run_is_refused_in_both_languages()
    {
        string[] texts = ["[", "[]", "null", "1", "{\"as_of\":1}", "{\"as_of\":{}}", "{\"as_of\":\"2019-02-30\"}", "{\"as_of\":\"9999-12-31\"}", "{\"as_of\":\"\\u0000\"}", "{\"as_of\":\"\\ud800\"}"];
        foreach (var (name, body) in texts.Select(t => (t, Logs.Utf8(t))).Concat(HostileBodies.All().Where(IsNoObject)))
        {
            using var content = new ByteArrayContent(body);
            await CheckAsync(name, await _host.Client.PostAsync("/api/runs", content, Stop), HttpStatusCode.BadRequest);
        }
    }

    // Other keys of an object are left alone, and an empty body asks for the nightly day.
    static bool IsNoObject((string Name, byte[] Body) hostile) => hostile.Body.Length > 0 && !hostile.Name.StartsWith("JSON", StringComparison.Ordinal);

    [Theory, InlineData("text/html"), InlineData("application/x-www-form-urlencoded"), InlineData("multipart/form-data; boundary=x"), InlineData("application/json; charset=utf-7"), InlineData("%%%")]
    public async Task Whatever_a_body_says_that_it_is_its_bytes_are_what_is_read(string type)
    {
        using var content = new ByteArrayContent(Logs.Good);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        content.Headers.ContentEncoding.Add("gzip");
        content.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = "../../reference/catalogue.csv" };
        Assert.Equal(HttpStatusCode.OK, (await _host.Client.PostAsync("/api/logs/one_net/typed.csv", content, Stop)).StatusCode);
        await CheckStoredAsync(["typed.csv"]);
    }

    /// <summary>Paths as they go over the wire: a client would tidy them.</summary>
    [Fact]
    public async Task No_name_leaves_the_inbox()
    {
        string[] ups = ["..", "%2e%2e", "%252e%252e", ".%2e", "..%2f..", "..%5c..", "..\\..", "%c0%ae%c0%ae", "．．", "․․", "..%00", "..%0d%0a", "%e2%80%ae..", "%ff%fe", "a%00b", "a%0ab", " ", "%20", ".", "CON", "~", "$root", "*", "a?b", "a#b"];
        var paths = ups.SelectMany(up => (string[])[$"one_net/{up}/reference/catalogue.csv", $"{up}/reference/catalogue.csv", $"one_net/{up}", $"one_net/x/{up}/{up}/{up}/current/current.json"])
            .Append("one_net/" + new string('n', 2_000)).Append("one_net/" + string.Concat(Enumerable.Repeat("a/", 500)) + "b").Append(new string('s', 2_000) + "/a.csv");
        foreach (var path in paths)
        {
            foreach (var request in (string[])[$"POST /api/logs/{path}", $"PUT /api/reference/{path}", $"GET /api/logs/{path}", $"GET /api/summaries/{path}", $"GET /api/runs/{path}"])
            {
                var status = await SendAsync($"{request} HTTP/1.1\r\nHost: x\r\nx-functions-key: {TestHost.Key}\r\nConnection: close\r\nContent-Length: 3\r\n\r\na,b");
                Assert.True(status is >= 200 and < 500, $"{request}: {status}");
            }
        }
        await CheckStoredAsync(null);
    }

    [Fact]
    public async Task A_request_that_lies_about_its_length_or_is_too_large_in_its_head_is_refused_and_leaves_nothing()
    {
        string[] heads =
        [
            "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n-3\r\nabc\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nabc\r\n", "Transfer-Encoding: chunked\r\n\r\n3\r\nabcdef\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n3\r\nabc", "Transfer-Encoding: gzip, chunked, chunked\r\n\r\n0\r\n\r\n",
            "Transfer-Encoding: identity\r\nContent-Length: 3\r\n\r\nabc", "Content-Length: -1\r\n\r\nabc", "Content-Length: 99999999999999999999\r\n\r\nabc",
            "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc", "Content-Length: 100\r\n\r\nabc", $"X-Giant: {new string('g', 100_000)}\r\nContent-Length: 3\r\n\r\nabc",
            $"{string.Concat(Enumerable.Range(0, 2_000).Select(i => $"X-{i}: 1\r\n"))}Content-Length: 3\r\n\r\nabc", "Bad Header: 1\r\nContent-Length: 3\r\n\r\nabc",
            "X-Zero: a\0b\r\nContent-Length: 3\r\n\r\nabc", "\r\n",
        ];
        foreach (var head in heads)
        {
            var status = await SendAsync($"POST /api/logs/one_net/lied.csv HTTP/1.1\r\nHost: x\r\nx-functions-key: {TestHost.Key}\r\nConnection: close\r\n{head}", isAll: true);
            Assert.True(status is null or >= 400 and < 500, $"{head[..Math.Min(60, head.Length)]}: {status}");
        }
        foreach (var start in (string[])["POST /api/logs/one_net/lied.csv", "POST /api/logs/one_net/lied.csv HTTP/9.9", $"GET /{new string('p', 100_000)} HTTP/1.1", "\0\0\0\0", "PRI * HTTP/2.0"])
            Assert.True(await SendAsync(start + "\r\n\r\n", isAll: true) is null or >= 400 and < 500 or 505, start[..Math.Min(60, start.Length)]);
        Assert.Equal(HttpStatusCode.OK, (await _host.Client.GetAsync("/api/health", Stop)).StatusCode);
        await CheckStoredAsync(["lied.csv"]);
    }

    /// <param name="isAll">Whether nothing more is to come, and the server is told so.</param>
    /// <returns>The status; null: the connection was closed without one, or speaks no HTTP 1.</returns>
    async Task<int?> SendAsync(string request, bool isAll = false)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(_host.Client.BaseAddress!.Host, _host.Client.BaseAddress.Port, Stop);
        var stream = socket.GetStream();
        try
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(request), Stop);
            if (isAll)
                socket.Client.Shutdown(SocketShutdown.Send);
            using var answer = new StreamReader(stream);
            return await answer.ReadLineAsync(Stop) is ['H', 'T', 'T', 'P', ..] line ? int.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture) : null;
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            return null; // closed while it was sent
        }
    }

    static async Task CheckAsync(string name, HttpResponseMessage answer, params HttpStatusCode[] expected)
    {
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(expected.Contains(answer.StatusCode), $"{name}: {answer.StatusCode} {text}");
        if (answer.IsSuccessStatusCode)
            return;
        var problem = JsonNode.Parse(text)!;
        Assert.Matches("[a-z]{3}", problem["detail"]!.ToString());
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", problem["detail_zh"]!.ToString());
        Assert.InRange(text.Length, 1, 20_000);
    }

    /// <param name="names">Of the logs that may lie in the inbox; null: any.</param>
    async Task CheckStoredAsync(IEnumerable<string>? names)
    {
        Assert.Equal(["catalogue.csv"], await ListAsync(_host.Account.Reference));
        Assert.Empty(await ListAsync(_host.Account.Current));
        Assert.Empty(await ListAsync(_host.Account.Publications));
        Assert.All(await ListAsync(_host.Account.Inbox), blob => Assert.True(
            names?.Contains(blob["one_net/".Length..]) ?? !blob.Split('/').Contains(".."), blob));
    }

    static async Task<List<string>> ListAsync(BlobContainerClient container)
    {
        var names = new List<string>();
        await foreach (var blob in container.GetBlobsAsync(cancellationToken: Stop))
            names.Add(blob.Name);
        return names;
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
