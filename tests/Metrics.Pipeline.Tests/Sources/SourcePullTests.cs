using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Metrics.Pipeline.Tests.Sources;

public sealed class SourcePullTests(TestStorage storage)
{
    [Fact]
    public async Task A_source_is_pulled_with_retries_and_one_that_stays_away_is_noted()
    {
        var asked = 0;
        await using var city = await City.StartAsync(doors => doors.MapGet("/export/2019-12-31", (HttpRequest request) => Interlocked.Increment(ref asked) == 1
            ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable)
            : request.Headers.Authorization == "Bearer token" ? Results.Bytes(Logs.Good) : Results.Unauthorized()));
        await using var host = await TestHost.StartAsync(storage.NewAccount(),
        [
            "Sources:0:Source=one_net", "Sources:0:Name=pulled/{date}.csv", $"Sources:0:Url={city.Https()}/export/{{date}}", "Sources:0:Authorization=Bearer token",
            "Sources:1:Source=gone", "Sources:1:Name=x.csv", $"Sources:1:Url={city.Http()}/nothing",
        ], City.Trust);
        await host.PutReferenceAsync("catalogue.csv", Logs.Catalogue);
        var run = await host.RunAsync();
        Assert.Equal(("partial", 1, 2), (run["state"]!.ToString(), run["counts"]!["files"]!.GetValue<int>(), asked));
        Assert.Contains("gone", Assert.Single(run["notes"]!.AsArray())!.ToString(), StringComparison.Ordinal);
        Assert.Equal(6, (await host.Client.GetFromJsonAsync<JsonNode>("/api/logs/one_net/pulled/2019-12-31.csv", Stop))!["lines"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("Name=../../reference/catalogue.csv", "name"), InlineData("Name=a/../../../current/current.json", "name"), InlineData("Name=/etc/x.csv", "name")]
    [InlineData("Name=..%2f..%2freference%2fcatalogue.csv", "name"), InlineData(@"Name=..\..\reference\catalogue.csv", "name"), InlineData("Source=..", "Source")]
    [InlineData("Timeout=soon", "Timeout"), InlineData("Pages=Some", "Pages"), InlineData("Pagse=Link", "Pagse"), InlineData("Url=https://city.example/{date}", "days")]
    [InlineData("Source=inbox/x", "Source"), InlineData("Url=http://city.example/log", "https"), InlineData("Url=file:///etc/hostname", "Url"), InlineData("Url=https://", "Url")]
    public async Task A_source_that_could_write_elsewhere_or_show_its_credential_stops_the_start(string setting, string named)
    {
        string[] right = ["Source=one_net", "Name=a.csv", "Url=https://city.example/log", "Authorization=Bearer token"];
        var wrong = right.Where(s => s.Split('=')[0] != setting.Split('=')[0]).Append(setting).Select(s => "Sources:0:" + s);
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => TestHost.StartAsync(storage.NewAccount(), [.. wrong]));
        Assert.Contains(named, refused.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Bearer token", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_stays_on_http_and_takes_no_credential_along_and_any_other_is_a_note_of_its_source_alone()
    {
        string[] elsewhere = ["file:///etc/hostname", "ftp://127.0.0.1/log.csv", "gopher://127.0.0.1/", "data:text/csv,case_id", "http://[", "http://", "javascript:1"];
        await using var city = await City.StartAsync(doors =>
        {
            doors.MapGet("/to/{number:int}", (int number, HttpResponse response) => Leads(response, elsewhere[number]));
            doors.MapGet("/moved", (HttpResponse response) => Leads(response, "/here"));
            doors.MapGet("/down", (HttpResponse response) => Leads(response, doors.Http() + "/here"));
            doors.MapGet("/round", (HttpResponse response) => Leads(response, "/round"));
            doors.MapGet("/here", (HttpRequest request) => request.Headers.Authorization.Count == 0 ? Results.Bytes(Logs.Good) : Results.BadRequest());
        });
        string[] urls =
        [
            .. elsewhere.Select((_, i) => $"{city.Http()}/to/{i}"), .. elsewhere.Select((_, i) => $"{city.Https()}/to/{i}"), city.Https() + "/down", city.Http() + "/round",
            city.Https() + "/moved",
        ];
        await using var host = await TestHost.StartAsync(storage.NewAccount(), [.. urls.SelectMany((url, i) => Setting(i, url))], City.Trust);
        await host.PutReferenceAsync("catalogue.csv", Logs.Catalogue);
        var run = await host.RunAsync();

        Assert.Equal(("partial", 1), (run["state"]!.ToString(), run["counts"]!["files"]!.GetValue<int>()));
        var notes = run["notes"]!.AsArray().Select(n => n!.ToString()).ToList();
        Assert.Equal(urls.Length - 1, notes.Count);
        Assert.All(notes, (note, i) => Assert.StartsWith($"source s{i} was not pulled: ", note, StringComparison.Ordinal));
        Assert.NotNull(await host.Client.GetFromJsonAsync<JsonNode>($"/api/logs/s{urls.Length - 1}/a.csv", Stop));

        static string[] Setting(int i, string url) =>
        [
            $"Sources:{i}:Source=s{i}", $"Sources:{i}:Name=a.csv", $"Sources:{i}:Url={url}",
            .. url.StartsWith("https:", StringComparison.Ordinal) ? (string[])[$"Sources:{i}:Authorization=Bearer token"] : [],
        ];

        static void Leads(HttpResponse response, string location) => (response.StatusCode, response.Headers.Location) = (StatusCodes.Status302Found, location);
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
