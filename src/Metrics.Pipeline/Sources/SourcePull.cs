using Metrics.Pipeline.Ledger;
using Metrics.Pipeline.Telemetry;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;

namespace Metrics.Pipeline.Sources;

/// <summary>Pulls the configured sources into the inbox. A source that cannot be pulled is noted, and the run goes on without its new log.</summary>
public sealed class SourcePull(IHttpClientFactory clients, Inbox inbox, IOptions<SourceOptions> options, TimeProvider time)
{
    // A log that is pulled may be larger than one that is pushed: nobody waits for an answer.
    const long Limit = 4L << 30;

    // Waits 2 s and 4 s with jitter: with three tries of 60 s each the step ends within four minutes.
    readonly ResiliencePipeline _retry = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = 2,
            Delay = TimeSpan.FromSeconds(2),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = new PredicateBuilder().Handle<HttpRequestException>(IsPassing).Handle<IOException>().Handle<TimeoutException>(),
        })
        .Build();

    /// <summary>The sources by the places of their logs as they are set.</summary>
    internal IReadOnlyList<string> Names => [.. options.Value.Sources.Select(s => s.Path)];

    internal static string NoteOf(string name, string reason) => $"source {name.Split('/')[0]} was not pulled: {reason}";

    /// <returns>What could not be pulled, and why; null: all is in the inbox.</returns>
    internal async Task<string?> PullAsync(string name, DateOnly asOf, CancellationToken stop)
    {
        if (options.Value.Sources.FirstOrDefault(s => s.Path == name) is not { } source)
            return NoteOf(name, "its setting is gone");
        try
        {
            await _retry.ExecuteAsync(async tries => await PullAsync(source, asOf, tries), stop);
            return null;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException or TimeoutException
            or LogTooLargeException or LogOvertakenException)
        {
            return NoteOf(name, e.Message);
        }
    }

    async Task PullAsync(PulledSource source, DateOnly asOf, CancellationToken stop)
    {
        using var span = Signals.Pull(source.Source);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stop);
        timeout.CancelAfter(source.Timeout);
        using var client = clients.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, source.UrlOn(asOf));
        if (source.Authorization is { } secret)
            request.Headers.TryAddWithoutValidation("Authorization", secret);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
            response.EnsureSuccessStatusCode();
            await using var body = await response.Content.ReadAsStreamAsync(timeout.Token);
            await inbox.PutAsync(new(source.Source, source.NameOn(asOf)), body, Limit, timeout.Token);
        }
        catch (HttpRequestException e)
        {
            span.Fail(e);
            throw;
        }
        catch (Exception e) when (e is NotSupportedException or UriFormatException)
        {
            span.Fail(e);
            throw new InvalidDataException("it redirects to an address that is neither http nor https", e);
        }
        catch (OperationCanceledException e) when (!stop.IsCancellationRequested)
        {
            span.Fail(e);
            throw new TimeoutException($"no answer within {source.Timeout}", e);
        }
    }

    static bool IsPassing(HttpRequestException e) => e.StatusCode is null || (int)e.StatusCode is 408 or 429 or >= 500;
}
