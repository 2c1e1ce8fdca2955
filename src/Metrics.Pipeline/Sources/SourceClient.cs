using System.Net;
using Metrics.Pipeline.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;

namespace Metrics.Pipeline.Sources;

/// <summary>Asks sources over HTTP: tries again, with limits of time and size, and leaves one that is down alone for a while.</summary>
public sealed class SourceClient(IHttpClientFactory clients)
{
    const string Client = "sources";

    // An instance has less than 1 GB of disk for all that it does.
    const long Limit = 512 << 20;

    static readonly HttpRequestOptionsKey<string> _source = new("source");

    /// <summary>Logs nothing: an address or a header may hold a secret.</summary>
    internal static IServiceCollection Add(IServiceCollection services)
    {
        var client = services.AddHttpClient(Client, c => c.Timeout = Timeout.InfiniteTimeSpan).RemoveAllLoggers();
        client.AddResilienceHandler("pull", Build)
            .SelectPipelineBy(_ => request => request.Options.TryGetValue(_source, out var source) ? source : "");
        client.AddHttpMessageHandler(() => new WholeAnswers(Limit));
        return services;
    }

    /// <returns>Null: it is what was pulled before.</returns>
    /// <exception cref="HttpRequestException">No try gave an answer, or it is neither 200 nor 204.</exception>
    /// <exception cref="InvalidDataException">It redirects to an address that is no address of HTTP.</exception>
    internal async Task<Answer?> AskAsync(PulledSource source, Uri address, PulledFrom? before, CancellationToken stop)
    {
        using var client = clients.CreateClient(Client);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Options.Set(_source, source.Path);
        if (source.Authorization is { Length: > 0 } secret)
            request.Headers.TryAddWithoutValidation("Authorization", secret);
        if (before is { ETag.Length: > 0 })
            request.Headers.TryAddWithoutValidation("If-None-Match", before.ETag);
        if (before is { LastModified.Length: > 0 })
            request.Headers.TryAddWithoutValidation("If-Modified-Since", before.LastModified);
        var response = await SendAsync(client, request, stop);
        if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.NoContent)
            return Answer.Of(response);
        using (response)
        {
            return response.StatusCode == HttpStatusCode.NotModified && before is not null ? null
                : throw new HttpRequestException($"it answered {(int)response.StatusCode}", inner: null, response.StatusCode);
        }
    }

    static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpRequestMessage request, CancellationToken stop)
    {
        try
        {
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
        }
        catch (Exception e) when (e is NotSupportedException or UriFormatException)
        {
            throw new InvalidDataException("it redirects to an address that is neither http nor https", e);
        }
    }

    /// <summary>Of each source its own: three tries, 2 s and 4 s between them with jitter, or what <c>Retry-After</c> says.</summary>
    static void Build(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, ResilienceHandlerContext context)
    {
        var source = context.ServiceProvider.GetRequiredService<IOptions<SourceOptions>>().Value.Sources.Single(s => s.Path == context.InstanceName);
        pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
        pipeline
            .AddTimeout(source.Timeout * 4)
            .AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = 2,
                Delay = TimeSpan.FromSeconds(2),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
            })
            .AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
            {
                // Two answers that failed at each try: the other days of a source that is down need not be waited for.
                MinimumThroughput = 6,
                FailureRatio = 0.9,
                SamplingDuration = TimeSpan.FromMinutes(10),
                BreakDuration = TimeSpan.FromMinutes(5),
            })
            .AddTimeout(source.Timeout);
    }
}
