using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Metrics.Pipeline.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Metrics.Pipeline.Tests;

/// <summary>What a collector gets, over the wire.</summary>
public sealed partial class TelemetryTests(TestStorage storage)
{
    [Fact]
    public async Task A_run_is_one_trace_over_its_messages()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Signals.Name,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var host = await TestHost.StartAsync(storage.NewAccount());
        await host.PutExampleAsync(Repository.File("samples/one-case"));
        var run = (await host.RunAsync())["id"]!.ToString();
        await host.DisposeAsync(); // the last span ends after the row
        var own = spans.Where(span => (string?)span.GetTagItem("metrics.run") == run).ToList();
        Assert.Equal(["run", "step Fold", "step Ingest", "step Merge", "step Plan", "step Publish", "step Pull"], own.Select(s => s.OperationName).Distinct().Order(StringComparer.Ordinal));
        Assert.Single(own.Select(s => s.TraceId).Distinct());
    }

    [Fact]
    public async Task A_collector_gets_spans_measurements_and_the_lines_that_the_alerts_look_for()
    {
        var got = new ConcurrentDictionary<string, string>();
        await using var collector = await CollectAsync(got);
        var host = await TestHost.StartAsync(storage.NewAccount(),
            [$"OTEL_EXPORTER_OTLP_ENDPOINT={collector.Urls.First()}", "OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf", "Logging:LogLevel:Metrics.Pipeline=Information"]);
        await host.PutExampleAsync(Repository.File("samples/one-case"));
        await host.RunAsync();
        await host.PutReferenceAsync("catalogue.csv", "no,catalogue\n"u8.ToArray());
        var failed = await host.RunAsync();
        await host.DisposeAsync(); // sends what it still has

        Assert.All((string[])["step Publish", failed["id"]!.ToString(), "BlobClient"], word => Assert.Contains(word, got["traces"], StringComparison.Ordinal));
        Assert.All((string[])["metrics.log.lines", "metrics.log.rejected", "metrics.fold.rate", "metrics.publication.age"],
            word => Assert.Contains(word, got["metrics"], StringComparison.Ordinal));
        var wanted = Directory.GetFiles(Repository.File("infra/bicep/queries"), "*.kql").Select(file => Start().Match(File.ReadAllText(file)).Groups[1].Value).ToList();
        Assert.Equal(4, wanted.Count);
        // The text of a record follows its length and its kind; only the whole line begins there.
        Assert.All(wanted, start => Assert.Matches($@"[\x00-\x1f\x80-\uffff][\s\S]?{Regex.Escape(start)}", got["logs"]));
        Assert.Matches(@"Step\W{2,6}Publish", got["logs"]); // the scope
    }

    static async Task<WebApplication> CollectAsync(ConcurrentDictionary<string, string> got)
    {
        var app = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning"]).Build();
        app.MapPost("/v1/{kind}", async (string kind, HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            got.AddOrUpdate(kind, Encoding.UTF8.GetString(body.ToArray()), (_, before) => before + Encoding.UTF8.GetString(body.ToArray()));
            return Results.Bytes([], "application/x-protobuf");
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    [GeneratedRegex("Message startswith \"([^\"]+)\"")]
    private static partial Regex Start();
}
