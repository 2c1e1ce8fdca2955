using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Metrics.Pipeline.Tests.Steps;

/// <summary>A temporary folder that is full is a failure of the log that needs it, by name; the rest is published.</summary>
public sealed class FullDiskTests(TestStorage storage)
{
    const int Kibibytes = 1024;

    [Fact]
    public async Task A_log_for_whose_rejected_lines_no_room_is_left_is_left_out_by_name()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The size of files is bounded by the shell of Linux.");
        var account = storage.NewAccount();
        await using (var setUp = await TestHost.StartAsync(account))
        {
            await setUp.PutReferenceAsync("catalogue.csv", Logs.Catalogue);
            await setUp.DropAsync("one_net/good.csv", Logs.Good);
            var bad = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"C{i},1,accepted,2019-02-30,A1,110101\n"));
            await setUp.DropAsync("one_net/large.csv", Logs.Utf8("case_id,event_id,event,at,item_code,district\n" + bad));
        }
        using var host = await HostProcess.StartWithFilesUpToAsync(Kibibytes, account, "AzureFunctionsJobHost:extensions:queues:visibilityTimeout=00:00:00", "Logging:LogLevel:Default=None");
        var run = await RunAsync(host.Client);
        Assert.Equal(("partial", 1), (run["state"]!.ToString(), run["counts"]!["files"]!.GetValue<int>()));
        Assert.StartsWith("one_net/large.csv was left out: ", Assert.Single(run["notes"]!.AsArray())!.ToString(), StringComparison.Ordinal);
    }

    static async Task<JsonNode> RunAsync(HttpClient client)
    {
        var asked = await client.PostAsync("/api/runs", null, Stop);
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        while (true)
        {
            var run = (await client.GetFromJsonAsync<JsonNode>(asked.Headers.Location, Stop))!;
            if (run["ended_at"] is not null)
                return run;
            await Task.Delay(100, Stop);
        }
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
