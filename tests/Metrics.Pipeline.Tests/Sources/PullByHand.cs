using System.Collections.Concurrent;
using System.Text;
using Azure.Core.Pipeline;
using Metrics.Mappings;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Ingest;
using Metrics.Pipeline.Ledger;
using Metrics.Pipeline.Sources;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Metrics.Pipeline.Tests.Sources;

/// <summary>One source over an account, pulled by hand, on a clock that runs far ahead of the tests' while nothing is asked for.</summary>
sealed class PullByHand : IAsyncDisposable
{
    static readonly TimeSpan _tick = TimeSpan.FromMilliseconds(250);

    readonly ServiceProvider _services;
    readonly AskedNow _source;
    readonly AskedNow _storage;

    PullByHand(ServiceProvider services, AskedNow source, AskedNow storage) => (_services, _source, _storage) = (services, source, storage);

    internal FakeTimeProvider Time { get; } = new(new(2020, 1, 1, 18, 0, 0, TimeSpan.Zero));

    internal LogLines Lines { get; } = new();

    /// <summary>The files of all answers that came.</summary>
    internal ConcurrentBag<FileStream> Answers { get; } = [];

    internal T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <param name="settings">Of the source, as <c>Name=Value</c>.</param>
    internal static async Task<PullByHand> StartAsync(string account, params string[] settings)
    {
        var arguments = settings.Prepend("Source=one_net").Select(s => "--Sources:0:" + s);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(DataAccount.Connection, account)]).AddCommandLine([.. arguments]).Build();
        var services = new ServiceCollection().AddMetrics(configuration);
        PullByHand? made = null;
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace)).AddSingleton<TimeProvider>(_ => made!.Time).AddSingleton<ILoggerProvider>(_ => made!.Lines);
        City.Trust(services);
        services.ConfigureHttpClientDefaults(client => client.AddHttpMessageHandler(() => new Watched(made!.Answers)));
        var (source, ours) = (new AskedNow(), new AskedNow());
        services.PostConfigureAll<HttpClientFactoryOptions>(o => o.HttpMessageHandlerBuilderActions.Add(b => b.AdditionalHandlers.Add(new Asking(source))));
        var http = new HttpClient(new Asking(ours) { InnerHandler = new SocketsHttpHandler() });
        services.AddSingleton(new DataAccount(configuration.GetSection(DataAccount.Connection), new HttpClientTransport(http)));
        made = new(services.BuildServiceProvider(), source, ours);
        foreach (var hosted in made._services.GetServices<IHostedService>())
            await hosted.StartAsync(Stop);
        return made;
    }

    /// <summary>A night: asks the source, and takes in what is new.</summary>
    internal async Task<string?> NightAsync(string day)
    {
        var note = await PullAsync(day);
        await IngestAsync();
        return note;
    }

    /// <param name="isSourceSilent">Its answer does not come, or not to an end: the clock goes on while it is asked.</param>
    internal async Task<string?> PullAsync(string day, Func<bool>? isSourceSilent = null)
    {
        var pull = Get<SourcePull>();
        var pulling = pull.PullAsync(pull.Names[0], DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), Stop);
        while (!pulling.IsCompleted)
        {
            await Task.WhenAny(pulling, Task.Delay(5, Stop));
            // How long our machine takes to answer is no time of the source.
            if (_storage.Count == 0 && (_source.Count == 0 || isSourceSilent?.Invoke() == true))
                Time.Advance(_tick);
        }
        return await pulling;
    }

    internal async Task IngestAsync()
    {
        await foreach (var log in Get<Inbox>().ListAsync(Stop))
        {
            if ((await Get<LedgerTable>().FindAsync(log.Log, Stop))?.Settles(log.ETag, MappingSet.None) != true)
                await Get<NewestLogs>().TakeAsync([log], MappingSet.None, Stop);
        }
    }

    /// <summary>The logs in the inbox, with what they hold.</summary>
    internal async Task<Dictionary<string, string>> InboxAsync()
    {
        var logs = new Dictionary<string, string>();
        await foreach (var log in Get<Inbox>().ListAsync(Stop))
        {
            await using var bytes = Get<Inbox>().Open(log);
            logs.Add(log.Name, await new StreamReader(bytes, Encoding.UTF8).ReadToEndAsync(Stop));
        }
        return logs;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    sealed class AskedNow
    {
        int _count;

        internal int Count => _count;
        internal void Begin() => Interlocked.Increment(ref _count);
        internal void End() => Interlocked.Decrement(ref _count);
    }

    sealed class Asking(AskedNow now) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            now.Begin();
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            finally
            {
                now.End();
            }
        }
    }

    sealed class Watched(ConcurrentBag<FileStream> answers) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            if (answer.Content is WholeContent whole)
                answers.Add(whole.File);
            return answer;
        }
    }
}
