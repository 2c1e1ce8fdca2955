using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Metrics.Nightly;

/// <summary>The hosts on one storage account, asked for runs over HTTP.</summary>
sealed class Hosts : IDisposable
{
    static readonly TimeSpan _between = TimeSpan.FromMilliseconds(100);

    readonly List<HostProcess> _hosts = [];

    internal void Add(HostProcess host) => _hosts.Add(host);

    /// <summary>Asks for a run, and waits until readers have its publication, and for its end.</summary>
    /// <exception cref="InvalidOperationException">It did not succeed.</exception>
    internal async Task<RunLine> RunAsync(string name, string asOf, CancellationToken stop)
    {
        var client = _hosts[0].Client;
        var published = await PublicationAsync(client, known: null, stop);
        var (clock, before) = (Stopwatch.StartNew(), Cost);
        using var answer = await client.PostAsync($"/api/runs?as_of={asOf}", null, stop);
        var run = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>(stop))!;
        TimeSpan? stands = null;
        for (var address = $"/api/runs/{run["id"]}"; run["ended_at"] is null; run = (await client.GetFromJsonAsync<JsonNode>(address, stop))!)
        {
            await Task.Delay(_between, stop);
            if (stands is null && !Equals(await PublicationAsync(client, published, stop), published))
                stands = clock.Elapsed;
        }
        return run["state"]!.ToString() == "succeeded" ? new(name, run, stands ?? clock.Elapsed, clock.Elapsed, Cost - before, _hosts.Max(h => h.PeakBytes))
            : throw new InvalidOperationException($"{name}: {run["state"]}: {run["error"]} {run["notes"]}");
    }

    /// <summary>What readers have now; null: nothing is published yet.</summary>
    /// <param name="known">What they had before, so that the same costs the host no summary.</param>
    static async Task<EntityTagHeaderValue?> PublicationAsync(HttpClient client, EntityTagHeaderValue? known, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/summaries/current");
        if (known is not null)
            request.Headers.IfNoneMatch.Add(known);
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
        return answer.Headers.ETag;
    }

    /// <summary>Waits for the steps after a run's end: nobody waits for them, but another run would.</summary>
    internal async Task<string> TidyAsync(WorkQueue queue, CancellationToken stop)
    {
        var (clock, before) = (Stopwatch.StartNew(), Cost);
        await queue.UntilEmptyAsync(stop);
        return RunLine.OfTidying(clock.Elapsed, Cost - before, _hosts.Max(h => h.PeakBytes));
    }

    HostCost Cost => _hosts.Aggregate(new HostCost(), (sum, host) => sum + host.Cost);

    public void Dispose() => _hosts.ForEach(h => h.Dispose());
}
