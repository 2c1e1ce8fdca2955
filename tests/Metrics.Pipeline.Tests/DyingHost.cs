using System.Collections.Concurrent;
using Azure.Core.Pipeline;
using Metrics.Pipeline.Account;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Metrics.Pipeline.Tests;

/// <summary>A host's services over an account, without its listeners; it dies before, or in, a write of one's choice: that one and no later one is answered.</summary>
sealed class DyingHost : IDisposable
{
    readonly ServiceProvider _services;
    readonly Wire _wire;
    readonly HttpClient _http;

    /// <param name="writes">Writes to storage that it lives to see done.</param>
    /// <param name="isLastLost">Whether the write after them arrives, and only its answer is lost.</param>
    internal DyingHost(string connection, int writes = int.MaxValue, bool isLastLost = false, params string[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(DataAccount.Connection, connection)]).AddCommandLine(settings).Build();
        _wire = new(writes, isLastLost);
        _http = new(_wire);
        _services = new ServiceCollection().AddLogging().AddMetrics(configuration)
            .AddSingleton(new DataAccount(configuration.GetSection(DataAccount.Connection), new HttpClientTransport(_http)))
            .BuildServiceProvider();
    }

    internal int Writes => _wire.Seen;

    /// <summary>The kinds of its writes, by method and what is written to.</summary>
    internal ICollection<string> Kinds => _wire.Kinds.Keys;

    /// <summary>It dies at the first write of this kind, too.</summary>
    internal string? DiesAt { set => _wire.DiesAt = value; }

    internal T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public void Dispose()
    {
        _services.Dispose();
        _http.Dispose();
        _wire.Dispose();
    }

    internal sealed class DiedException : Exception;

    sealed class Wire(int writes, bool isLastLost) : DelegatingHandler(new SocketsHttpHandler())
    {
        int _seen;

        internal int Seen => _seen;
        internal string? DiesAt { get; set; }
        internal ConcurrentDictionary<string, bool> Kinds { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var isWrite = request.Method != HttpMethod.Get && request.Method != HttpMethod.Head;
            var write = isWrite ? Interlocked.Increment(ref _seen) : Volatile.Read(ref _seen);
            if (isWrite && Kinds.TryAdd(KindOf(request), true) && KindOf(request) == DiesAt)
                writes = write - 1;
            if (write <= writes)
                return await base.SendAsync(request, cancellationToken);
            if (isLastLost && isWrite && write == writes + 1)
                (await base.SendAsync(request, cancellationToken)).Dispose();
            throw new DiedException();
        }

        /// <summary>Such as <c>PUT events</c>: the container, queue or table after the account.</summary>
        static string KindOf(HttpRequestMessage request) => $"{request.Method} {request.RequestUri!.Segments[2].Split('(')[0].TrimEnd('/')}";
    }
}
