namespace Metrics.Pipeline.Tests.Web;

/// <summary>Counts requests for a range of one's choice, and how many of them are under way at once.</summary>
sealed class CountingWire() : DelegatingHandler(new SocketsHttpHandler())
{
    int _now;
    int _seen;

    /// <summary>How the range begins; empty: none is counted.</summary>
    internal string Counted { get; set; } = "";

    internal int Seen => _seen;
    internal int Most { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Counted.Length == 0 || !request.Headers.TryGetValues("x-ms-range", out var range) || !range.First().StartsWith(Counted, StringComparison.Ordinal))
            return await base.SendAsync(request, cancellationToken);
        Interlocked.Increment(ref _seen);
        Most = Math.Max(Most, Interlocked.Increment(ref _now));
        await Task.Delay(100, cancellationToken);
        Interlocked.Decrement(ref _now);
        return await base.SendAsync(request, cancellationToken);
    }
}
