using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Metrics.Pipeline.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Metrics.Pipeline.Tests.Web;

/// <summary>Two publications over HTTP: which there are, what differs, and what the run's record says of it.</summary>
public sealed class ChangesTests(TestStorage storage)
{
    const string Catalogue = "item_code,name,kind,department,online,hall,promised_days,policy\nA1,甲,other,甲局,0,0,5,\n";
    const string Header = "case_id,event,at,item_code,district,result\n";

    [Fact]
    public async Task What_a_late_log_moved_is_told_by_the_door_and_by_the_run()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        var (first, second) = await PublishTwiceAsync(host);
        var (old, now) = (first["publication"]!.ToString(), second["publication"]!.ToString());
        Assert.Null(first["changes"]);

        // Four working days; the late case took seven of five.
        var changes = await GetAsync(host, $"/api/summaries/current/changes?since={old}");
        Assert.Equal((now, old, "2019-03-31"), (changes["id"]!.ToString(), changes["since"]!.ToString(), changes["through"]!.ToString()));
        Assert.Equal(["logs_new one_window/late.csv", "as_of as_of"], changes["causes"]!.AsArray().Select(c => $"{c!["reason"]} {c["what"]}"));
        var rate = Assert.Single(changes["changes"]!.AsArray(), c =>
            c!["table"]!.ToString() == "item_time" && c["column"]!.ToString() == "on_time_rate" && c["keys"]!["period"]!.ToString() == "2019-03")!;
        Assert.Equal("""{"numerator":1,"denominator":1} {"numerator":1,"denominator":2}""",
            $"{rate["before_fraction"]!.ToJsonString()} {rate["after_fraction"]!.ToJsonString()}");

        var all = await GetAsync(host, $"/api/summaries/{now}/changes?since={old}&all=1");
        var moved = all["changes"]!.AsArray();
        Assert.True(moved.Count > changes["changes"]!.AsArray().Count);
        Assert.Contains(moved, c => c!["keys"]!["item_code"]?.ToString() == "A1");
        Assert.DoesNotContain(changes["changes"]!.AsArray(), c => c!["keys"]!["item_code"]?.ToString() == "A1");

        // A rate moves by less than 1, a count by 1 here; the longest took 4 days and now 7. A case without a policy is one of `promised`.
        var record = second["changes"]!;
        Assert.Equal((old, moved.Count), (record["since"]!.ToString(), record["moved"]!.GetValue<int>()));
        Assert.Equal("approval_time net_p90 4 7", $"{record["largest"]!["table"]} {record["largest"]!["column"]} {record["largest"]!["before"]} {record["largest"]!["after"]}");
    }

    [Fact]
    public async Task The_publications_are_listed_the_newest_first()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        Assert.Equal("[]", (await GetAsync(host, "/api/summaries")).ToJsonString());
        var (first, second) = await PublishTwiceAsync(host);
        await DropAsync(host, "later.csv", Cases("d", "2019-03-06"));
        await Task.Delay(TimeSpan.FromSeconds(1), Stop); // the storage tells times in whole seconds
        var third = await host.RunAsync("?as_of=2019-04-30");
        Assert.Equal([$"{third["publication"]} 2019-04-30", $"{second["publication"]} 2019-04-30", $"{first["publication"]} 2019-03-31"],
            (await GetAsync(host, "/api/summaries")).AsArray().Select(p => $"{p!["id"]} {p["as_of"]}"));
    }

    [Fact]
    public async Task The_served_page_says_what_changed_since_the_publication_before_and_lives_without_it_until_it_is_mended()
    {
        using var pages = new MadePages(TimeSpan.FromMinutes(1), keptIncomplete: TimeSpan.FromMilliseconds(1));
        await using var host = await TestHost.StartAsync(storage.NewAccount(), services: services => services.AddSingleton(pages));
        var (first, second) = await PublishTwiceAsync(host);
        var (old, now) = ($"{first["publication"]}", $"{second["publication"]}");
        Assert.DoesNotContain("id=\"changes\"", await host.Client.GetStringAsync($"/api/summaries/{old}/page", Stop), StringComparison.Ordinal);
        var page = await host.Client.GetStringAsync("/api/summaries/current/page", Stop);
        Assert.Contains("id=\"changes\"", page, StringComparison.Ordinal);
        Assert.Contains($"Compared with publication {old}", page, StringComparison.Ordinal);
        var table = host.Account.Publications.GetBlobClient($"{old}/item_time.csv");
        var whole = (await table.DownloadContentAsync(Stop)).Value.Content;
        await table.UploadAsync(BinaryData.FromString("damaged"), overwrite: true, Stop);
        Assert.DoesNotContain("id=\"changes\"", await host.Client.GetStringAsync($"/api/summaries/{now}/page?period=2019", Stop), StringComparison.Ordinal);
        await table.UploadAsync(whole, overwrite: true, Stop);
        await Task.Delay(50, Stop);
        Assert.Contains("id=\"changes\"", await host.Client.GetStringAsync($"/api/summaries/{now}/page?period=2019", Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_that_has_no_answer_is_an_error_that_says_so()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        await host.PutReferenceAsync("catalogue.csv", Encoding.UTF8.GetBytes(Catalogue));
        await DropAsync(host, "2019-03.csv", Cases("a", "2019-03-08"));
        var id = (await host.RunAsync("?as_of=2019-03-31"))["publication"]!.ToString();
        Assert.Equal(
            [HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.OK],
            await Task.WhenAll(new[]
            {
                $"{id}/changes", $"{id}/changes?since={id}&all=2", $"{id}/changes?since=x", $"{id}/changes?since=2019-03-31-000000000000",
                $"2019-03-31-000000000000/changes?since={id}", $"{id}/changes?since={id}",
            }.Select(async path => (await host.Client.GetAsync($"/api/summaries/{path}", Stop)).StatusCode)));
    }

    static async Task<(JsonNode First, JsonNode Second)> PublishTwiceAsync(TestHost host)
    {
        await host.PutReferenceAsync("catalogue.csv", Encoding.UTF8.GetBytes(Catalogue));
        await DropAsync(host, "2019-03.csv", Cases("a", "2019-03-08"));
        var first = await host.RunAsync("?as_of=2019-03-31");
        await DropAsync(host, "late.csv", Cases("b", "2019-03-13"));
        return (first, await host.RunAsync("?as_of=2019-04-30"));
    }

    // 4 March 2019 is a Monday.
    static string Cases(string id, string decided) => $"{id},accepted,2019-03-04,A1,420106,\n{id},decided,{decided},,,granted\n";

    static Task DropAsync(TestHost host, string name, string lines) => host.DropAsync($"one_window/{name}", Encoding.UTF8.GetBytes(Header + lines));

    static async Task<JsonNode> GetAsync(TestHost host, string path) => (await host.Client.GetFromJsonAsync<JsonNode>(path, Stop))!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
