using System.Globalization;
using Metrics.Calendars;
using Metrics.Pipeline.Sources;
using Microsoft.Extensions.DependencyInjection;

namespace Metrics.Pipeline.Tests.Sources;

public sealed class SourceSilenceTests(TestStorage storage)
{
    [Fact]
    public async Task The_record_of_a_run_names_the_silent_sources()
    {
        var account = storage.NewAccount();
        await using (var before = await TestHost.StartAsync(account, services: s => s.AddSingleton<TimeProvider>(new LaterTime(TimeSpan.FromDays(-20)))))
        {
            await before.PutReferenceAsync("catalogue.csv", Logs.Catalogue);
            await before.DropAsync("hall/a.csv", Logs.Good);
            Assert.Empty((await before.RunAsync())["silent"]!.AsArray());
        }
        await using var host = await TestHost.StartAsync(account, ["Sources:0:Source=tax", "Sources:0:Name=a.csv", "Sources:0:Url=http://127.0.0.1:1/"]);
        await host.DropAsync("one_net/b.csv", Logs.Good);
        var silent = (await host.RunAsync())["silent"]!.AsArray();
        Assert.Equal([("tax", null), ("hall", true)], silent.Select(s => ($"{s!["source"]}", (int?)s["working_days"] is { } days ? days is > 8 and < 20 : (bool?)null)));
    }

    [Fact]
    public async Task A_source_whose_logs_were_all_withdrawn_is_silent()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        await host.PutReferenceAsync("catalogue.csv", Logs.Catalogue);
        foreach (var log in (string[])["hall/a.csv", "one_net/a.csv", "one_net/b.csv"])
            await host.DropAsync(log, Logs.Good);
        Assert.Empty((await host.RunAsync())["silent"]!.AsArray());
        foreach (var log in (string[])["hall/a.csv", "one_net/a.csv"])
            (await host.Client.DeleteAsync("/api/logs/" + log, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        Assert.Equal("""[{"source":"hall","working_days":null}]""", (await host.RunAsync())["silent"]!.ToJsonString());
    }

    [Theory]
    [InlineData("2019-09-30T18:00:00+08:00", "2019-09-30", 0)]
    [InlineData("2019-09-30T18:00:00+08:00", "2019-10-01", 0)] // today is not over
    [InlineData("2019-09-30T18:00:00+08:00", "2019-10-08", 0)] // seven days of holiday
    [InlineData("2019-09-30T18:00:00+08:00", "2019-10-09", 1)]
    [InlineData("2019-09-30T18:00:00+08:00", "2019-10-14", 5)] // Saturday the 12th is a make-up day, Sunday is not
    [InlineData("2019-09-29T20:00:00Z", "2019-10-01", 0)] // in China it is the 30th already
    public void A_silent_source_is_counted_in_whole_working_days(string lastLog, string today, int days) =>
        Assert.Equal(days, SourceSilence.WholeDays(
            CalendarBook.Shipped.National, DateTimeOffset.Parse(lastLog, CultureInfo.InvariantCulture), DateOnly.Parse(today, CultureInfo.InvariantCulture)));
}
