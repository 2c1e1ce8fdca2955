using System.Collections.Concurrent;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Sources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Metrics.Pipeline.Tests.Sources;

/// <summary>Which days a source is asked for.</summary>
public sealed class PulledDayTests(TestStorage storage)
{
    [Fact]
    public async Task A_night_that_was_missed_is_caught_up_and_a_day_that_is_in_is_not_asked_for_again()
    {
        var (asked, isDown) = (new ConcurrentQueue<string>(), false);
        await using var city = await City.StartAsync(doors => doors.MapGet("/{day}", (string day) =>
        {
            asked.Enqueue(day);
            return isDown ? Results.StatusCode(500) : Results.Text($"case_id,event,at\n{day},received,{day}\n");
        }));
        await using var pull = await PullByHand.StartAsync(storage.NewAccount(), "Name={date}.csv", $"Url={city.Http()}/{{date}}");
        Assert.Null(await pull.NightAsync("2019-12-27"));
        Assert.Equal(["2019-12-27"], asked);
        isDown = true;
        Assert.NotNull(await pull.NightAsync("2019-12-28"));
        // The night of the 29th did not come at all.
        isDown = false;
        asked.Clear();
        Assert.Null(await pull.NightAsync("2019-12-30"));
        Assert.Equal(["2019-12-30", "2019-12-28", "2019-12-29"], asked);
        asked.Clear();
        Assert.Null(await pull.NightAsync("2019-12-31"));
        Assert.Equal(["2019-12-31"], asked);
        Assert.Equal(["2019-12-27.csv", "2019-12-28.csv", "2019-12-29.csv", "2019-12-30.csv", "2019-12-31.csv"], (await pull.InboxAsync()).Keys);
    }

    [Fact]
    public async Task A_day_is_behind_when_its_log_is_in_the_ledger_as_a_log()
    {
        var asked = new ConcurrentQueue<string>();
        var isPage = true;
        await using var city = await City.StartAsync(doors => doors.MapGet("/{day}", (string day) =>
        {
            asked.Enqueue(day);
            return Results.Text(isPage ? "<html>log in</html>" : $"case_id,event,at\n{day},received,{day}\n");
        }));
        await using var pull = await PullByHand.StartAsync(storage.NewAccount(), "Name={date}.csv", $"Url={city.Http()}/{{date}}");
        Assert.Null(await pull.NightAsync("2019-12-29"));
        isPage = false;
        asked.Clear();
        Assert.Null(await pull.PullAsync("2019-12-30"));
        Assert.Equal(["2019-12-30", "2019-12-29"], asked);
        asked.Clear();
        Assert.Null(await pull.NightAsync("2019-12-31")); // nothing was taken in the night before
        Assert.Equal(["2019-12-31", "2019-12-29", "2019-12-30"], asked);
    }

    [Fact]
    public async Task A_day_without_a_log_is_noted_once_and_asked_for_once_more()
    {
        var asked = new ConcurrentQueue<string>();
        await using var city = await City.StartAsync(doors => doors.MapGet("/{day}", (string day) =>
        {
            asked.Enqueue(day);
            return day is "2019-12-28" or "2019-12-29" ? Results.NotFound() : Results.Text($"case_id,event,at\n{day},received,{day}\n");
        }));
        await using var pull = await PullByHand.StartAsync(storage.NewAccount(), "Name={date}.csv", $"Url={city.Http()}/{{date}}");
        Assert.Null(await pull.NightAsync("2019-12-27"));
        Assert.EndsWith("2019-12-28.csv: it answered 404", await pull.NightAsync("2019-12-28"), StringComparison.Ordinal);
        Assert.EndsWith("2019-12-29.csv: it answered 404", await pull.NightAsync("2019-12-29"), StringComparison.Ordinal);
        Assert.Null(await pull.NightAsync("2019-12-30"));
        Assert.Null(await pull.NightAsync("2019-12-31"));
        Assert.Equal(["2019-12-27", "2019-12-28", "2019-12-29", "2019-12-28", "2019-12-30", "2019-12-29", "2019-12-31"], asked);
    }

    [Fact]
    public async Task A_long_past_is_asked_for_thirty_days_a_night()
    {
        var asked = new ConcurrentQueue<string>();
        await using var city = await City.StartAsync(doors => doors.MapGet("/{day}", (string day) =>
        {
            asked.Enqueue(day);
            return Results.Text($"case_id,event,at\n{day},received,{day}\n");
        }));
        await using var pull = await PullByHand.StartAsync(storage.NewAccount(), "Name={date}.csv", $"Url={city.Http()}/{{date}}", "Since=2019-11-01");
        Assert.Null(await pull.NightAsync("2019-12-30"));
        Assert.Equal(("2019-12-30", "2019-11-01", "2019-11-30", 31), (asked.First(), asked.ElementAt(1), asked.Last(), asked.Count));
        Assert.Null(await pull.NightAsync("2019-12-31"));
        Assert.Equal(("2019-12-01", "2019-12-29"), (asked.ElementAt(32), asked.Last()));
    }

    [Fact]
    public async Task A_window_goes_on_from_the_last_day_that_is_in_less_the_overlap()
    {
        var (asked, isDown) = (new ConcurrentQueue<string>(), false);
        await using var city = await City.StartAsync(doors => doors.MapGet("/log", (string from, string to) =>
        {
            asked.Enqueue($"{from} {to}");
            return isDown ? Results.StatusCode(500) : Results.Text($"case_id,event,at\n{to},received,{to}\n");
        }));
        await using var pull = await PullByHand.StartAsync(storage.NewAccount(), "Name={from}_{to}.csv", $"Url={city.Http()}/log?from={{from}}&to={{to}}");
        Assert.Null(await pull.NightAsync("2019-12-20"));
        isDown = true;
        Assert.NotNull(await pull.NightAsync("2019-12-21"));
        isDown = false;
        Assert.Null(await pull.PullAsync("2019-12-22"));
        Assert.Null(await pull.NightAsync("2019-12-23")); // nothing was taken in the night before
        Assert.Null(await pull.NightAsync("2019-12-24"));
        Assert.Null(await pull.NightAsync("2019-12-10")); // a run of an earlier day has nothing to ask for
        Assert.Equal(
            ["2019-12-17 2019-12-20", "2019-12-18 2019-12-21", "2019-12-18 2019-12-22", "2019-12-18 2019-12-23", "2019-12-21 2019-12-24"], asked.Distinct());
        Assert.Contains("2019-12-21_2019-12-24.csv", (await pull.InboxAsync()).Keys);
    }

    [Fact]
    public async Task A_damaged_watermark_goes_back_to_what_one_night_can_catch_up()
    {
        var asked = new ConcurrentQueue<string>();
        await using var city = await City.StartAsync(doors => doors.MapGet("/{day}", (string day) =>
        {
            asked.Enqueue(day);
            return Results.Text($"case_id,event,at\n{day},received,{day}\n");
        }));
        await using var pull = await PullByHand.StartAsync(storage.NewAccount(), "Name={date}.csv", $"Url={city.Http()}/{{date}}");
        Assert.Null(await pull.NightAsync("2019-12-29"));
        var ledger = pull.Get<DataAccount>().Ledger;
        var row = await ledger.QueryAsync<WatermarkRow>(r => r.PartitionKey == "pull", cancellationToken: TestContext.Current.CancellationToken).SingleAsync(TestContext.Current.CancellationToken);
        row.Until = "2029-12-29";
        await ledger.UpdateEntityAsync(row, row.ETag, cancellationToken: TestContext.Current.CancellationToken);
        asked.Clear();
        Assert.Null(await pull.NightAsync("2019-12-31"));
        Assert.Equal(("2019-12-31", "2019-12-02", "2019-12-30", 29), (asked.First(), asked.ElementAt(1), asked.Last(), asked.Count));
        Assert.DoesNotContain("2019-12-29", asked);
    }

    [Fact]
    public async Task An_unchanged_log_costs_a_304_and_is_not_taken_in_again()
    {
        var (answers, etag, text) = (new ConcurrentQueue<int>(), "\"v1\"", "case_id,event,at\nC1,received,2019-12-30\n");
        await using var city = await City.StartAsync(doors => doors.MapGet("/log", (HttpRequest request, HttpResponse response) =>
        {
            (response.Headers.ETag, response.Headers.LastModified) = (etag, "Mon, 30 Dec 2019 10:00:00 GMT");
            var isSame = request.Headers.IfNoneMatch == etag && request.Headers.IfModifiedSince == "Mon, 30 Dec 2019 10:00:00 GMT";
            answers.Enqueue(isSame ? 304 : 200);
            return isSame ? Results.StatusCode(304) : Results.Text(text);
        }));
        await using var pull = await PullByHand.StartAsync(storage.NewAccount(), "Name=all.csv", $"Url={city.Http()}/log");
        foreach (var day in (string[])["2019-12-29", "2019-12-30"])
            Assert.Null(await pull.NightAsync(day));
        var first = await pull.InboxAsync();
        (etag, text) = ("\"v2\"", text + "C2,received,2019-12-31\n");
        Assert.Null(await pull.NightAsync("2019-12-31"));
        Assert.Equal([200, 304, 200], answers);
        Assert.Equal((1, text), (first.Count, (await pull.InboxAsync())["all.csv"]));
        Assert.Equal(2, pull.Lines.Texts.Count(t => t.StartsWith("Log taken in:", StringComparison.Ordinal)));
    }
}
