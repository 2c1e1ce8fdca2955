using System.Collections.Concurrent;
using System.Text;
using Metrics.Mappings;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Ingest;
using Metrics.Pipeline.Ledger;
using Metrics.Pipeline.Sources;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Metrics.Pipeline.Tests.Sources;

/// <summary>One source over an account, pulled by hand, on a clock that runs far ahead of the tests'.</summary>
sealed class PullByHand : IAsyncDisposable
{
    static readonly TimeSpan _tick = TimeSpan.FromMilliseconds(250);

    readonly ServiceProvider _services;

    PullByHand(ServiceProvider services) => _services = services;

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
        made = new(services.BuildServiceProvider());
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

    internal async Task<string?> PullAsync(string day)
    {
        var pull = Get<SourcePull>();
        var pulling = pull.PullAsync(pull.Names[0], DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), Stop);
        while (!pulling.IsCompleted)
        {
            await Task.WhenAny(pulling, Task.Delay(5, Stop));
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
