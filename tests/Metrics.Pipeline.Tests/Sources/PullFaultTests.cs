using Metrics.Pipeline.Ledger;
using Metrics.Pipeline.Sources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Metrics.Pipeline.Tests.Sources;

/// <summary>Sources that do not answer as they should.</summary>
public sealed class PullFaultTests(TestStorage storage)
{
    const string Day = "2019-12-31";

    [Theory, InlineData("500"), InlineData("429"), InlineData("cut"), InlineData("short"), InlineData("slow"), InlineData("trickle")]
    public async Task An_answer_that_fails_twice_is_asked_for_a_third_time(string fault)
    {
        var asked = 0;
        await using var city = await City.StartAsync(doors => doors.MapGet("/log", http => Interlocked.Increment(ref asked) < 3 ? FailAsync(http, fault) : AnswerAsync(http)));
        await using var pull = await PullByHand.StartAsync(storage.NewAccount(), "Name=a.csv", $"Url={city.Http()}/log");
        Assert.Null(await pull.PullAsync(Day, () => asked < 3 && IsSilent(fault)));
        Assert.Equal((3, Text), (asked, (await pull.InboxAsync())["a.csv"]));
    }

    [Theory, InlineData("500", "answered 500"), InlineData("429", "answered 429"), InlineData("cut", "cut off"), InlineData("short", "cut off"), InlineData("slow", "00:01:00"),
     InlineData("trickle", "00:01:00"), InlineData("404", "answered 404"), InlineData("202", "answered 202"), InlineData("304", "answered 304"), InlineData("large", "more than 536870912 bytes")]
    public async Task A_source_that_fails_at_every_try_leaves_nothing_in_the_inbox_and_a_note(string fault, string noted)
    {
        await using var city = await City.StartAsync(doors => doors.MapGet("/log", http => FailAsync(http, fault)));
        await using var pull = await PullByHand.StartAsync(storage.NewAccount(), "Name=a.csv", $"Url={city.Http()}/log");
        var note = await pull.PullAsync(Day, () => IsSilent(fault));
        Assert.StartsWith("source one_net was not pulled: a.csv: ", note, StringComparison.Ordinal);
        Assert.Contains(noted, note, StringComparison.Ordinal);
        Assert.Empty(await pull.InboxAsync());
    }

    [Fact]
    public async Task What_the_source_says_to_wait_is_waited()
    {
        var times = new List<DateTimeOffset>();
        PullByHand? pull = null;
        await using var city = await City.StartAsync(doors => doors.MapGet("/log", http =>
        {
            times.Add(pull!.Time.GetUtcNow());
            if (times.Count > 1)
                return AnswerAsync(http);
            http.Response.Headers.RetryAfter = "90";
            return FailAsync(http, "429");
        }));
        await using (pull = await PullByHand.StartAsync(storage.NewAccount(), "Name=a.csv", $"Url={city.Http()}/log"))
            Assert.Null(await pull.PullAsync(Day));
        Assert.InRange(times[1] - times[0], TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(120));
    }

    [Fact]
    public async Task A_source_that_is_down_is_not_asked_for_each_of_its_days()
    {
        var asked = 0;
        await using var city = await City.StartAsync(doors => doors.MapGet("/{day}", http =>
        {
            Interlocked.Increment(ref asked);
            return FailAsync(http, "500");
        }));
        await using var pull = await PullByHand.StartAsync(storage.NewAccount(), "Name={date}.csv", $"Url={city.Http()}/{{date}}", "Since=2019-01-01");
        var note = await pull.PullAsync(Day);
        Assert.EndsWith("answered 500; 30 more days likewise", note, StringComparison.Ordinal);
        Assert.InRange(asked, 6, 8);
    }

    [Fact]
    public async Task One_run_asks_a_source_for_nine_minutes_at_most()
    {
        PullByHand? pull = null;
        await using var city = await City.StartAsync(doors => doors.MapGet("/{day}", (string day) =>
        {
            pull!.Time.Advance(TimeSpan.FromMinutes(2));
            return Results.Text(Text + day);
        }));
        await using (pull = await PullByHand.StartAsync(storage.NewAccount(), "Name={date}.csv", $"Url={city.Http()}/{{date}}", "Since=2019-01-01", "Timeout=00:05:00"))
        {
            Assert.Contains($"longer than {SourcePull.Longest}", await pull.PullAsync(Day), StringComparison.Ordinal);
            Assert.Equal(["2019-01-01.csv", "2019-01-02.csv", "2019-01-03.csv", Day + ".csv"], (await pull.InboxAsync()).Keys);
        }
    }

    [Fact]
    public async Task The_credential_goes_to_no_other_host_and_stands_in_no_line_and_no_note()
    {
        const string Secret = "Bearer SECRET-7f3a";
        var shown = new List<string>();
        await using var elsewhere = await City.StartAsync(doors => doors.MapGet("/{*path}", (HttpRequest request) =>
        {
            shown.Add(request.Headers.Authorization.ToString());
            return Results.StatusCode(503);
        }));
        await using var city = await City.StartAsync(doors =>
        {
            doors.MapGet("/moved", () => Results.Redirect(elsewhere.Https() + "/log"));
            doors.MapGet("/paged", (HttpResponse response) =>
            {
                response.Headers.Link = $"<{elsewhere.Https()}/next>; rel=\"next\"";
                return Results.Text(Text);
            });
        });
        await using var moved = await PullByHand.StartAsync(storage.NewAccount(), "Name=a.csv", $"Url={city.Https()}/moved", "Authorization=" + Secret);
        await using var paged = await PullByHand.StartAsync(storage.NewAccount(), "Name=a.csv", $"Url={city.Https()}/paged", "Authorization=" + Secret, "Pages=Link");
        string?[] notes = [await moved.PullAsync(Day), await paged.PullAsync(Day)];
        Assert.EndsWith("on its own host", notes[1], StringComparison.Ordinal);
        Assert.Equal(["", "", ""], shown);
        Assert.DoesNotContain("SECRET", string.Concat([.. notes, .. moved.Lines.Texts, .. paged.Lines.Texts]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endless_answer_ends_at_the_limit()
    {
        await using var city = await City.StartAsync(doors => doors.MapGet("/log", async http =>
        {
            while (!http.RequestAborted.IsCancellationRequested)
                await http.Response.WriteAsync(Text, http.RequestAborted);
        }));
        using var client = new HttpClient(new WholeAnswers(limit: 1_000_000) { InnerHandler = new SocketsHttpHandler() });
        var ended = await Assert.ThrowsAsync<LogTooLargeException>(() => client.GetAsync(new Uri(city.Http() + "/log"), Stop));
        Assert.Equal(1_000_000, ended.Limit);
    }

    static string Text { get; } = System.Text.Encoding.UTF8.GetString(Logs.Good);

    static bool IsSilent(string fault) => fault is "slow" or "trickle";

    static Task AnswerAsync(HttpContext http) => http.Response.WriteAsync(Text, Stop);

    static async Task FailAsync(HttpContext http, string fault)
    {
        switch (fault)
        {
            case "cut":
                await http.Response.WriteAsync(Text[..100], Stop);
                await http.Response.Body.FlushAsync(Stop);
                await Task.Delay(100, Stop);
                http.Abort();
                break;
            case "short":
                http.Response.ContentLength = Text.Length * 2;
                await AnswerAsync(http);
                await http.Response.Body.FlushAsync(Stop);
                await Task.Delay(100, Stop);
                http.Abort();
                break;
            case "large":
                http.Response.ContentLength = 1L << 40;
                await AnswerAsync(http);
                break;
            case "slow":
                await Task.Delay(Timeout.Infinite, http.RequestAborted);
                break;
            case "trickle":
                while (!http.RequestAborted.IsCancellationRequested)
                {
                    await http.Response.WriteAsync("C", http.RequestAborted);
                    await http.Response.Body.FlushAsync(http.RequestAborted);
                    await Task.Delay(20, http.RequestAborted);
                }
                break;
            default:
                http.Response.StatusCode = int.Parse(fault, System.Globalization.CultureInfo.InvariantCulture);
                break;
        }
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
