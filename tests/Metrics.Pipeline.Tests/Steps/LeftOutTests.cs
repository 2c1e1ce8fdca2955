using System.Net;
using Azure.Core.Pipeline;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Ledger;
using Metrics.Pipeline.Runs;
using Metrics.Pipeline.Steps;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Metrics.Pipeline.Tests.Steps;

/// <summary>A log that cannot be taken in, whatever the reason, stops no night.</summary>
public sealed class LeftOutTests(TestStorage storage) : IDisposable
{
    const string Bad = "one_net/bad.csv";

    readonly Wire _wire = new();

    [Fact]
    public async Task One_log_that_cannot_be_taken_in_is_left_out_with_its_reason_and_the_rest_is_published()
    {
        await using var host = await StartAsync();
        _wire.Unreadable = Bad;
        var run = await host.RunAsync();
        Assert.Equal(("partial", 2), (run["state"]!.ToString(), run["counts"]!["files"]!.GetValue<int>()));
        var note = Assert.Single(run["notes"]!.AsArray())!.ToString();
        Assert.StartsWith($"{Bad} was left out: NotSupportedException: {Wire.Reason}", note, StringComparison.Ordinal);
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", note);
        Assert.True(await host.Account.Inbox.GetBlobClient(Bad).ExistsAsync(Stop));
    }

    [Fact]
    public async Task A_log_that_was_left_out_is_not_tried_again_until_its_bytes_change()
    {
        await using var host = await StartAsync();
        _wire.Unreadable = Bad;
        await host.RunAsync();
        var tries = _wire.Tries;
        Assert.Equal("partial", (await host.RunAsync())["state"]!.ToString());
        Assert.Equal(tries, _wire.Tries);
        _wire.Unreadable = "";
        Assert.Equal("partial", (await host.RunAsync())["state"]!.ToString()); // it could be read now, but nobody asked
        await host.DropAsync(Bad, Logs.Mixed);
        var mended = await host.RunAsync();
        Assert.Equal(("succeeded", 3), (mended["state"]!.ToString(), mended["counts"]!["files"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_log_that_was_left_out_is_tried_again_when_the_same_bytes_are_pushed()
    {
        await using var host = await StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await PushAsync(host)).StatusCode);
        await host.Get<LedgerTable>().TryWriteAsync(
            (await RowAsync(host)) with { State = nameof(LedgerState.Failed), Failure = LogFailure.Ended }, await RowAsync(host), Stop);
        Assert.Equal("partial", (await host.RunAsync())["state"]!.ToString());
        Assert.Equal(HttpStatusCode.OK, (await PushAsync(host)).StatusCode);
        Assert.Equal((nameof(LedgerState.Taken), ""), ((await RowAsync(host)).State, (await RowAsync(host)).Failure));
        Assert.Equal("succeeded", (await host.RunAsync())["state"]!.ToString());
    }

    [Fact]
    public async Task A_log_whose_reading_ended_the_process_is_left_out_by_the_next_try()
    {
        var account = await FillAsync();
        using var steps = new StepsByHand(account);
        var run = await steps.AskAsync();
        var alone = (await steps.GoOnAsync(until: WorkStep.Ingest))! with { Alone = true };
        // It lives to see the step begun and the log noted.
        using (var killed = new DyingHost(account, writes: 2))
            await Assert.ThrowsAsync<DyingHost.DiedException>(() => killed.Get<StepDispatcher>().TakeAsync(alone.ToString(), Stop));
        await steps.DoAsync(alone);
        await steps.GoOnAsync();
        run = await steps.FindAsync(run);
        Assert.Equal("Partial", run.State);
        Assert.Contains($"{Bad} was left out: {LogFailure.Ended}", run.Notes, StringComparison.Ordinal);
        Assert.Contains("\"files\":2", run.Counts, StringComparison.Ordinal);
    }

    public void Dispose() => _wire.Dispose();

    /// <summary>An account with logs; no host is left.</summary>
    async Task<string> FillAsync()
    {
        await using var host = await StartAsync();
        return host.Connection;
    }

    static Task<HttpResponseMessage> PushAsync(TestHost host) =>
        host.Client.PostAsync("/api/logs/one_net/pushed.csv", new ByteArrayContent(Logs.Good), Stop);

    static async Task<LedgerRow> RowAsync(TestHost host) => (await host.Get<LedgerTable>().FindAsync(new("one_net", "pushed.csv"), Stop))!;

    async Task<TestHost> StartAsync()
    {
        var account = storage.NewAccount();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(DataAccount.Connection, account)]).Build();
        var data = new DataAccount(configuration.GetSection(DataAccount.Connection), new HttpClientTransport(_wire));
        var host = await TestHost.StartAsync(account,
            ["AzureFunctionsJobHost:extensions:queues:visibilityTimeout=00:00:00", "Logging:LogLevel:Default=None"], s => s.AddSingleton(data));
        await host.PutReferenceAsync("catalogue.csv", Logs.Catalogue);
        foreach (var path in (string[])["one_window/good.csv", Bad, "one_net/mixed.csv"])
            await host.DropAsync(path, path == Bad ? Logs.Good : Logs.Mixed);
        return host;
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Storage that answers for one log with bytes that cannot be read.</summary>
    sealed class Wire() : DelegatingHandler(new SocketsHttpHandler())
    {
        internal const string Reason = "a reason of this log alone";

        internal string Unreadable { get; set; } = "";
        internal int Tries { get; private set; }

        // Logs are read synchronously.
        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = base.Send(request, cancellationToken);
            if (Unreadable.Length > 0 && Uri.UnescapeDataString(request.RequestUri!.AbsolutePath).EndsWith("/inbox/" + Unreadable, StringComparison.Ordinal))
            {
                Tries++;
                response.Content = new StreamContent(new Broken()) { Headers = { ContentLength = 100 } };
            }
            return response;
        }
    }

    sealed class Broken : MemoryStream
    {
        public override int Read(Span<byte> buffer) => throw new NotSupportedException(Wire.Reason);
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException(Wire.Reason);
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new NotSupportedException(Wire.Reason);
    }
}
