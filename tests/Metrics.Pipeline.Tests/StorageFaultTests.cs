using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Core.Pipeline;
using Metrics.Pipeline.Account;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Metrics.Pipeline.Tests;

/// <summary>Storage that refuses or does not answer: what callers and the log are told.</summary>
public sealed class StorageFaultTests(TestStorage storage) : IDisposable
{
    const string InnerWords = "words of the storage service";

    readonly Wire _wire = new();
    readonly LogLines _lines = new();

    [Fact]
    public async Task A_door_that_fails_answers_problem_details_without_inner_words_and_logs_them()
    {
        await using var host = await StartAsync();
        _wire.Refused = _ => true;
        var answer = await host.Client.GetAsync("/api/runs/any", Stop);
        var problem = (await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!;
        Assert.Equal((HttpStatusCode.InternalServerError, 500), (answer.StatusCode, (int)problem["status"]!));
        Assert.Contains("日志", problem["detail_zh"]!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(InnerWords, problem.ToString(), StringComparison.Ordinal);
        Assert.Contains((LogLevel.Error, "Door GetRun failed."), _lines.All);
    }

    [Fact]
    public async Task A_caller_who_hangs_up_is_no_error_in_the_log()
    {
        await using var host = await StartAsync();
        _wire.Silent = true;
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.Client.GetAsync("/api/runs/any", impatient.Token));
        while (!_lines.Texts.Contains("The caller of GetRun hung up."))
            await Task.Delay(20, Stop);
        Assert.DoesNotContain(_lines.All, line => line.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task Health_answers_stale_within_three_seconds_when_storage_is_gone()
    {
        var time = new FakeTimeProvider();
        await using var host = await StartAsync(time);
        _wire.Silent = true;
        var answer = host.Client.GetStringAsync("/api/health", Stop);
        await _wire.Asked.WaitAsync(Stop);
        Assert.False(answer.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal("stale", await answer);
    }

    [Fact]
    public async Task Tables_that_refuse_at_start_fail_the_doors_that_need_them_and_no_other()
    {
        _wire.Refused = request => request.RequestUri!.AbsolutePath.Contains("Tables", StringComparison.Ordinal) || request.RequestUri.AbsolutePath.Contains("Runs", StringComparison.Ordinal);
        await using var host = await StartAsync();
        Assert.Equal("stale", await host.Client.GetStringAsync("/api/health", Stop));
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync("/api/summaries/current", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.InternalServerError, (await host.Client.GetAsync("/api/runs/any", Stop)).StatusCode);
    }

    public void Dispose() => _wire.Dispose();

    async Task<TestHost> StartAsync(TimeProvider? time = null)
    {
        var account = storage.NewAccount();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(DataAccount.Connection, account)]).Build();
        var data = new DataAccount(configuration.GetSection(DataAccount.Connection), new HttpClientTransport(_wire));
        return await TestHost.StartAsync(account, ["Logging:LogLevel:Metrics.Pipeline=Debug"],
            services => services.AddSingleton(data).AddSingleton<ILoggerProvider>(_lines).AddSingleton(time ?? TimeProvider.System));
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    sealed class Wire() : DelegatingHandler(new SocketsHttpHandler())
    {
        readonly TaskCompletionSource _asked = new();

        internal Func<HttpRequestMessage, bool> Refused { get; set; } = _ => false;
        internal bool Silent { get; set; }
        /// <summary>Ends when it is silent to a look for the current publication.</summary>
        internal Task Asked => _asked.Task;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Silent)
            {
                if (request.RequestUri!.AbsolutePath.Contains("/current", StringComparison.Ordinal))
                    _asked.TrySetResult();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            return Refused(request)
                ? new(HttpStatusCode.Forbidden) { Content = new StringContent(InnerWords), RequestMessage = request }
                : await base.SendAsync(request, cancellationToken);
        }
    }
}
