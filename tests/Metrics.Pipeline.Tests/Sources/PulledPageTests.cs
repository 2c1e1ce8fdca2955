using System.Collections.Concurrent;
using Metrics.Mappings;
using Metrics.Pipeline.Ledger;
using Metrics.Pipeline.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Metrics.Pipeline.Tests.Sources;

/// <summary>Logs that come in pages.</summary>
public sealed class PulledPageTests(TestStorage storage)
{
    const string Day = "2019-12-31";
    static readonly string[] _rows = [.. Enumerable.Range(1, 5).Select(i => $$"""{"case_id":"C{{i}}","event":"received","at":"2019-12-3{{i % 2}}"}""")];

    [Theory]
    [InlineData("Link", "", "")]
    [InlineData("Number", "?page={page}", "")]
    [InlineData("Cursor", "", "object")]
    [InlineData("Cursor", "?size=2", "array")]
    [InlineData("Cursor", "", "last line")]
    [InlineData("Cursor", "", "each line")]
    public async Task All_pages_are_asked_for_and_are_the_log(string pages, string query, string form)
    {
        await using var city = await City.StartAsync(doors => doors.MapGet("/{day}", http => AnswerAsync(http, form)));
        await using var pull = await PullByHand.StartAsync(storage.NewAccount(),
            ["Name=export/{date}.ndjson", $"Url={city.Http()}/{{date}}{query}", "Pages=" + pages, "CursorParameter=page",
                .. form == "object" ? (string[])["Rows=data"] : form is "array" or "each line" ? ["Cursor=page"] : []]);
        Assert.Equal("", await pull.NightAsync(Day) ?? "");
        var logs = await pull.InboxAsync();
        Assert.Equal([$"export/{Day}/0001.ndjson", $"export/{Day}/0002.ndjson", $"export/{Day}/0003.ndjson"], logs.Keys);
        Assert.Equal(_rows, string.Concat(logs.Values).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Row));

        static string Row(string line) => line.Replace(""","page":2""", "", StringComparison.Ordinal).Replace(""","page":3""", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_of_which_a_page_is_missing_is_asked_for_again_from_the_first()
    {
        var (asked, isDown) = (new ConcurrentQueue<string>(), true);
        await using var city = await City.StartAsync(doors => doors.MapGet("/{day}", http =>
        {
            var page = http.Request.Query["page"].ToString();
            asked.Enqueue($"{http.Request.RouteValues["day"]} {page}");
            if (!isDown || page != "3")
                return AnswerAsync(http, "");
            http.Response.StatusCode = 500;
            return Task.CompletedTask;
        }));
        await using var pull = await PullByHand.StartAsync(storage.NewAccount(), "Name={date}.ndjson", $"Url={city.Http()}/{{date}}?page={{page}}", "Pages=Number");
        Assert.EndsWith("it answered 500", await pull.NightAsync("2019-12-30"), StringComparison.Ordinal);
        Assert.DoesNotContain("2019-12-30/0001.ndjson", (await pull.InboxAsync()).Keys);
        (isDown, asked) = (false, []);
        Assert.Equal("", await pull.NightAsync(Day) ?? "");
        Assert.Equal([$"{Day} 1", $"{Day} 2", $"{Day} 3", $"{Day} 4", "2019-12-30 1", "2019-12-30 2", "2019-12-30 3", "2019-12-30 4"], asked);
        asked.Clear();
        Assert.Equal("", await pull.NightAsync(Day) ?? "");
        Assert.Equal([$"{Day} 1", $"{Day} 2", $"{Day} 3", $"{Day} 4"], asked);
    }

    [Fact]
    public async Task Pages_that_a_log_has_no_longer_do_not_count_until_they_come_again_and_one_that_somebody_withdrew_never()
    {
        var count = 3;
        await using var city = await City.StartAsync(doors => doors.MapGet("/log", (int page) =>
            Results.Text(page <= Volatile.Read(ref count) ? _rows[page] : "")));
        await using var pull = await PullByHand.StartAsync(storage.NewAccount(), "Name=a.ndjson", $"Url={city.Http()}/log?page={{page}}", "Pages=Number");
        Assert.Equal("1, 2, 3", await CountedAfterAsync(3));
        Assert.Equal("1", await CountedAfterAsync(1));
        Assert.Equal("1", await CountedAfterAsync(1));
        Assert.Equal("1, 2", await CountedAfterAsync(2));
        await pull.Get<Withdrawals>().WithdrawAsync(new("one_net", "a/0002.ndjson"), TestContext.Current.CancellationToken);
        Assert.Equal("1, 3", await CountedAfterAsync(3));
        Assert.Equal("1", await CountedAfterAsync(1));
        Assert.Equal("1, 3", await CountedAfterAsync(3));
        Assert.Equal("1, 3", await CountedAfterAsync(0));
        Assert.Equal("1", await CountedAfterAsync(1));
        await pull.Get<Withdrawals>().WithdrawAsync(new("one_net", "a/0003.ndjson"), TestContext.Current.CancellationToken);
        Assert.Equal("1", await CountedAfterAsync(3));

        async Task<string> CountedAfterAsync(int pages)
        {
            Volatile.Write(ref count, pages);
            Assert.Equal("", await pull.NightAsync(Day) ?? "");
            var logs = await pull.Get<StoredLogs>().FindAsync(MappingSet.None, TestContext.Current.CancellationToken);
            return string.Join(", ", logs.Select(l => l.Name.Split('/')[1][3..4]));
        }
    }

    [Theory]
    [InlineData("Link", "</round>; rel=next", "one that was asked for before")]
    [InlineData("Link", "</round/1>; rel=\"prev\", </round/2>; title=\"a, b\"; rel=\"last next\"", "has the lines of one before")]
    [InlineData("Link", "<http://192.0.2.1/>; rel=next", "on its own host")]
    [InlineData("Link", "<file:///etc/hostname>; rel=next", "on its own host")]
    [InlineData("Cursor", "", "has the lines of one before")]
    [InlineData("Number", "", "has the lines of one before")]
    public async Task Pages_that_would_never_end_or_lead_away_end_with_their_reason(string pages, string link, string noted)
    {
        var asked = 0;
        await using var city = await City.StartAsync(doors => doors.MapGet("/round/{number?}", (HttpResponse response) =>
        {
            Interlocked.Increment(ref asked);
            if (link.Length > 0)
                response.Headers.Link = link;
            return Results.Text("""{"case_id":"C1","event":"received","at":"2019-12-30","next_cursor":"again"}""");
        }));
        await using var pull = await PullByHand.StartAsync(storage.NewAccount(),
            "Name=a.ndjson", $"Url={city.Http()}/round{(pages == "Number" ? "?page={page}" : "")}", "Pages=" + pages);
        Assert.Contains(noted, await pull.PullAsync(Day), StringComparison.Ordinal);
        Assert.InRange(asked, 1, 3);
        Assert.Equal(asked, pull.Answers.Count);
        Assert.All(pull.Answers, file => Assert.False(file.CanRead));
    }

    [Theory]
    [InlineData("[", "cannot be read, line 1"), InlineData("""{"rows":[]}""", "an array 'data'"), InlineData("""{"data":{}}""", "an array 'data'")]
    [InlineData("""{"data":[],"next_cursor":{}}""", "a text or a number")]
    public async Task An_answer_of_another_form_ends_with_its_reason(string body, string noted)
    {
        await using var city = await City.StartAsync(doors => doors.MapGet("/log", () => Results.Text(body)));
        await using var pull = await PullByHand.StartAsync(storage.NewAccount(), "Name=a.ndjson", $"Url={city.Http()}/log", "Pages=Cursor", "Rows=data");
        Assert.Contains(noted, await pull.PullAsync(Day), StringComparison.Ordinal);
        Assert.Empty(await pull.InboxAsync());
    }

    [Theory, InlineData("Pages=Cursor", "its page 2: its last line, in which the cursor is expected, cannot be read as JSON"), InlineData("Pages=Number", "")]
    public async Task A_malformed_last_line_ends_the_log_where_its_cursor_is_expected_and_is_a_rejected_line_elsewhere(string pages, string noted)
    {
        const string First = """
            not json
            {"case_id":"C1","event":"received","at":"2019-12-30","next_cursor":"2"}
            """;
        const string Second = """
            {"case_id":"C2","event":"received","at":"2019-12-30"}
            {"case_id":"C3","next_
            """;
        await using var city = await City.StartAsync(doors => doors.MapGet("/log", (HttpRequest request) => request.QueryString.Value![^2..] switch
        {
            "=2" => Results.Text(Second),
            "=3" => Results.NoContent(),
            _ => Results.Text(First),
        }));
        await using var pull = await PullByHand.StartAsync(storage.NewAccount(), "Name=a.ndjson", $"Url={city.Http()}/log?{(noted.Length > 0 ? "size=1" : "page={page}")}", pages);
        Assert.EndsWith(noted, await pull.PullAsync(Day) ?? "", StringComparison.Ordinal);
        Assert.Equal(noted.Length > 0 ? [] : ["a/0001.ndjson", "a/0002.ndjson"], (await pull.InboxAsync()).Keys);
    }

    [Theory, InlineData("a.csv", "case_id,event,at\r\n \r\n"), InlineData("a.csv", ""), InlineData("a.ndjson", "\uFEFF[ ]"), InlineData("a.ndjson", "\n"), InlineData("a.ndjson", "204")]
    public async Task Pages_without_a_line_are_no_log_and_the_first_of_them_ends_numbered_pages(string name, string body)
    {
        var asked = 0;
        await using var city = await City.StartAsync(doors => doors.MapGet("/log", () =>
        {
            Interlocked.Increment(ref asked);
            return body == "204" ? Results.NoContent() : Results.Text(body);
        }));
        await using var pull = await PullByHand.StartAsync(storage.NewAccount(), "Name=" + name, $"Url={city.Http()}/log?page={{page}}", "Pages=Number");
        Assert.Null(await pull.PullAsync(Day));
        Assert.Empty(await pull.InboxAsync());
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task A_JSON_array_becomes_lines_and_keeps_what_stands_in_them()
    {
        const string Body = """
            [ { "case_id": "C1",
                "event": "received", "at": "2019-12-30", "n": 1.50, "name": "\u674e\n[{\"x" },
              { "case_id": "C2", "event": "received", "at": "2019-12-30" }
            ]
            """;
        await using var city = await City.StartAsync(doors => doors.MapGet("/log", () => Results.Text(Body)));
        await using var pull = await PullByHand.StartAsync(storage.NewAccount(), "Name=a.ndjson", $"Url={city.Http()}/log");
        Assert.Equal("", await pull.NightAsync(Day) ?? "");
        var lines = (await pull.InboxAsync())["a.ndjson"].Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Contains("""
            "n": 1.50, "name": "\u674e\n[{\"x" }
            """.Trim(), lines[0], StringComparison.Ordinal);
    }

    /// <summary>Two rows a page, and a way to the next in the form that is asked for.</summary>
    static Task AnswerAsync(HttpContext http, string form)
    {
        var page = http.Request.Query["page"] is [{ } given] ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture) : 1;
        var rows = _rows.Skip((page - 1) * 2).Take(2).ToList();
        int? next = page < 3 ? page + 1 : null;
        if (form.Length == 0 && next is not null)
            http.Response.Headers.Link = $"<{QueryHelpers.AddQueryString(http.Request.Path, "page", $"{next}")}>; rel=\"next\"";
        if (form is "each line" or "array" && next is not null)
            rows[^1] = rows[^1].Replace("}", $",\"page\":{next}}}", StringComparison.Ordinal);
        return http.Response.WriteAsync(form switch
        {
            "object" => $"{{\"next_cursor\":{(next is null ? "null" : $"\"{next}\"")},\"data\":[{string.Join(",\n", rows)}]}}",
            "array" => $"[{string.Join(',', rows)}]",
            "last line" => string.Join('\n', rows) + (next is null ? "" : $"\n{{\"next_cursor\":{next}}}\n"),
            _ => string.Join('\n', rows) + "\n",
        }, TestContext.Current.CancellationToken);
    }
}
