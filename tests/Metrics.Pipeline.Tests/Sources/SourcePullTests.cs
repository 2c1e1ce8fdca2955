using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Metrics.Pipeline.Tests.Sources;

public sealed class SourcePullTests(TestStorage storage)
{
    [Fact]
    public async Task A_source_is_pulled_with_retries_and_one_that_stays_away_is_noted()
    {
        var asked = 0;
        var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        await using var city = builder.Build();
        city.MapGet("/export/2019-12-31", (HttpRequest request) => Interlocked.Increment(ref asked) == 1
            ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable)
            : request.Headers.Authorization == "Bearer token" ? Results.Bytes(Logs.Good) : Results.Unauthorized());
        await city.StartAsync(Stop);
        await using var host = await TestHost.StartAsync(storage.NewAccount(),
        [
            "Sources:0:Source=one_net", "Sources:0:Name=pulled/{date}.csv", $"Sources:0:Url={city.Urls.First()}/export/{{date}}", "Sources:0:Authorization=Bearer token",
            "Sources:1:Source=gone", "Sources:1:Name=x.csv", $"Sources:1:Url={city.Urls.First()}/nothing",
        ]);
        await host.PutReferenceAsync("catalogue.csv", Logs.Catalogue);
        var run = await host.RunAsync();
        Assert.Equal(("partial", 1, 2), (run["state"]!.ToString(), run["counts"]!["files"]!.GetValue<int>(), asked));
        Assert.Contains("gone", Assert.Single(run["notes"]!.AsArray())!.ToString(), StringComparison.Ordinal);
        Assert.Equal(6, (await host.Client.GetFromJsonAsync<JsonNode>("/api/logs/one_net/pulled/2019-12-31.csv", Stop))!["lines"]!.GetValue<int>());
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
