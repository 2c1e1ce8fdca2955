using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Metrics.Pipeline.Tests.Telemetry;

/// <summary>The lines that alerts look for are written when the thing happens.</summary>
public sealed class WatchedLogTests(TestStorage storage)
{
    [Fact]
    public async Task A_run_that_publishes_says_so_and_what_it_took_in()
    {
        var lines = new LogLines();
        await using var host = await StartAsync(lines);
        await host.PutExampleAsync(Repository.File("samples/one-case"));
        var run = await host.RunAsync();
        Assert.Contains($"Published {run["publication"]}", lines.Texts);
        Assert.Contains("Log taken in: source one_net, lines 8, rejected 0, name 2019-09.csv", lines.Texts);
        Assert.Contains("Source heard: 0 working days without a log, source one_window", lines.Texts);
    }

    [Fact]
    public async Task A_run_that_fails_says_why()
    {
        var lines = new LogLines();
        var host = await StartAsync(lines);
        await host.PutReferenceAsync("catalogue.csv", "no,catalogue\n"u8.ToArray());
        var run = await host.RunAsync();
        Assert.Equal("failed", run["state"]!.ToString());
        await host.DisposeAsync(); // the line follows the row: the step must end
        Assert.Single(lines.Texts, line => line.StartsWith($"Run failed: {run["id"]}, ", StringComparison.Ordinal));
    }

    Task<TestHost> StartAsync(LogLines lines) => TestHost.StartAsync(storage.NewAccount(), ["Logging:LogLevel:Metrics.Pipeline=Information"],
        services => services.AddSingleton<ILoggerProvider>(lines));
}
