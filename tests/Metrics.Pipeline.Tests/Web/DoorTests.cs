using System.Net;
using Metrics.Local;
using Metrics.Pipeline.Tests.Web.BadDoors;
using Metrics.Pipeline.Web;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Metrics.Pipeline.Tests.Web;

public sealed class DoorTests(TestStorage storage)
{
    static readonly IReadOnlyList<Door> _doors = Door.Find(typeof(LocalApp).Assembly.GetTypes());

    [Fact]
    public void Each_door_of_the_table_is_served_and_only_those_of_open_data_or_without_data_need_no_key()
    {
        var served = _doors.Where(d => d.Trigger is HttpTriggerAttribute).Select(d => d.Name);
        Assert.Equal(WebDoors.All.Select(d => d.Name), served.Order(StringComparer.Ordinal));
        Assert.Equal(["GetOpenApi", "GetOpenCurrent", "GetOpenPageData", "GetOpenSummaries", "GetOpenTable", "GetPage", "Health"], WebDoors.All.Where(d => !d.NeedsKey).Select(d => d.Name));
    }

    [Fact]
    public void The_timer_and_the_queues_are_those_of_the_settings()
    {
        var found = _doors.Select(d => d.Trigger switch
        {
            TimerTriggerAttribute t => $"{d.Name} {t.Schedule}",
            QueueTriggerAttribute t => $"{d.Name} {t.QueueName} {t.Connection}",
            _ => "",
        });
        Assert.Equal(["NightlyRun %NightlySchedule%", "Work work Data", "WorkPoison work-poison Data"], found.Where(f => f.Length > 0).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_readme_names_each_door()
    {
        var readme = File.ReadAllText(Repository.File("README.md"));
        Assert.All(WebDoors.All, door => Assert.Contains($"`{door.Method} {Routes.Prefix}{door.Route.Replace("*", "", StringComparison.Ordinal)}`", readme, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(typeof(AnswersWithText), "returns Task`1")]
    [InlineData(typeof(TakesABody), "attribute FromBodyAttribute")]
    [InlineData(typeof(TakesANumber), "number is Int32")]
    [InlineData(typeof(TakesAnUnknownRouteValue), "name is no value of the route")]
    [InlineData(typeof(TakesAMessageAsBytes), "message is Byte[]")]
    [InlineData(typeof(TakesAnyMethod), "no row of the table of doors")]
    [InlineData(typeof(IsOpenToAnyone), "no row of the table of doors")]
    [InlineData(typeof(HasNoTrigger), "has 0 triggers")]
    [InlineData(typeof(IsPrivate), "public instance method")]
    [InlineData(typeof(Holder.IsNested), "not nested")]
    public void A_door_that_the_host_would_not_serve_as_written_is_refused(Type door, string why) =>
        Assert.Contains(why, Assert.Throws<InvalidOperationException>(() => Door.Find([door])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("GET", "/api/summaries/current")]
    [InlineData("GET", "/api/summaries/current/backlog")]
    [InlineData("GET", "/api/summaries/current/workbook")]
    [InlineData("GET", "/api/summaries/current/page")]
    [InlineData("GET", "/api/summaries/current/report")]
    [InlineData("GET", "/api/evidence/current/cases")]
    [InlineData("GET", "/api/runs/any")]
    [InlineData("GET", "/api/cases/any/clock")]
    [InlineData("POST", "/api/runs")]
    [InlineData("GET", "/api/logs/one_net/a.csv")]
    [InlineData("POST", "/api/logs/one_net/a.csv")]
    [InlineData("DELETE", "/api/logs/one_net/a.csv")]
    [InlineData("POST", "/admin/functions/NightlyRun")]
    public async Task Without_the_right_key_a_door_answers_401_and_nothing_else(string method, string path)
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        using var stranger = new HttpClient { BaseAddress = host.Client.BaseAddress };
        foreach (var query in (string[])["", "?code=", "?code=wrong", "?code=" + Uri.EscapeDataString(TestHost.Key[..^1])])
        {
            var answer = await stranger.SendAsync(new(new(method), path + query), Stop);
            Assert.Equal((HttpStatusCode.Unauthorized, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Stop)));
        }
    }

    [Fact]
    public async Task The_key_may_come_as_code_but_a_wrong_header_is_not_mended_by_it()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        using var caller = new HttpClient { BaseAddress = host.Client.BaseAddress };
        var path = "/api/runs/any?code=" + Uri.EscapeDataString(TestHost.Key);
        Assert.Equal(HttpStatusCode.NotFound, (await caller.GetAsync(path, Stop)).StatusCode);
        caller.DefaultRequestHeaders.Add("x-functions-key", "wrong");
        Assert.Equal(HttpStatusCode.Unauthorized, (await caller.GetAsync(path, Stop)).StatusCode);
    }

    [Theory, InlineData("DELETE", "/api/runs"), InlineData("GET", "/api/nothing"), InlineData("POST", "/api/health")]
    public async Task An_unknown_route_and_an_unknown_method_are_404(string method, string path)
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.SendAsync(new(new(method), path), Stop)).StatusCode);
    }

    [Fact]
    public async Task Health_is_stale_before_the_first_run_ok_after_it_and_stale_again_when_no_run_follows()
    {
        var account = storage.NewAccount();
        await using (var host = await TestHost.StartAsync(account))
        {
            Assert.Equal("stale", await AskAsync(host));
            await host.PutExampleAsync(Repository.Example(1));
            await host.RunAsync();
            Assert.Equal("ok", await AskAsync(host));
        }
        await using var later = await TestHost.StartAsync(account, services: s => s.AddSingleton<TimeProvider>(new LaterTime(TimeSpan.FromHours(31))));
        Assert.Equal("stale", await AskAsync(later));

        static async Task<string> AskAsync(TestHost host)
        {
            using var anyone = new HttpClient { BaseAddress = host.Client.BaseAddress };
            return await anyone.GetStringAsync("/api/health", Stop);
        }
    }

    [Theory]
    [InlineData("NightlySchedule=at night")]
    [InlineData("PushLimitBytes=0")]
    [InlineData("ReceiptWait=01:00:00")]
    [InlineData("Sources:0:Source=../up")]
    public async Task A_setting_out_of_its_range_stops_the_host_at_start(string setting)
    {
        var refused = await Assert.ThrowsAnyAsync<Exception>(async () => await TestHost.StartAsync(storage.NewAccount(), [setting]));
        Assert.Contains(setting.Split('=')[0].Split(':')[0], refused.Message, StringComparison.Ordinal);
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
