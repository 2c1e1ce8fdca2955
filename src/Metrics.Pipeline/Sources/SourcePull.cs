using System.Net;
using Azure;
using Metrics.Pipeline.Ledger;
using Metrics.Pipeline.Telemetry;
using Microsoft.Extensions.Options;

namespace Metrics.Pipeline.Sources;

/// <summary>Pulls a configured source into the inbox. What cannot be pulled is noted, and the run goes on without it.</summary>
public sealed class SourcePull(SourceClient client, PagedLogs paged, Watermarks watermarks, Inbox inbox, IOptions<SourceOptions> options, TimeProvider time)
{
    /// <summary>All that one run asks a source for; a step has 10 minutes.</summary>
    internal static readonly TimeSpan Longest = TimeSpan.FromMinutes(9);

    /// <summary>The sources by the places of their logs as they are set.</summary>
    internal IReadOnlyList<string> Names => [.. options.Value.Sources.Select(s => s.Path)];

    internal static string NoteOf(string name, string reason) => $"source {name.Split('/')[0]} was not pulled: {reason}";

    /// <returns>What could not be pulled, and why; null: all that there is lies in the inbox.</returns>
    internal async Task<string?> PullAsync(string name, DateOnly asOf, CancellationToken stop)
    {
        if (options.Value.Sources.FirstOrDefault(s => s.Path == name) is not { } source)
            return NoteOf(name, "its setting is gone");
        using var span = Signals.Pull(source.Source);
        using var budget = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, budget.Token);
        var failures = new List<string>();
        var without = new List<DayRange>();
        foreach (var days in await watermarks.FindDueAsync(source, asOf, stop))
        {
            try
            {
                if (!await PullAsync(source, days, either.Token))
                    without.Add(days);
            }
            // A day without a log; that of the run is asked for once more.
            catch (HttpRequestException e) when (e.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone && days.Last < asOf)
            {
                without.Add(days);
            }
            // Of the host or of our own storage: not of the source.
            catch (Exception e) when (!stop.IsCancellationRequested && e is not (RequestFailedException or AggregateException))
            {
                span.Fail(e);
                var isOver = budget.IsCancellationRequested;
                failures.Add($"{source.LogOf(days).Name}: {(isOver ? $"it took longer than {Longest}; the next run goes on" : e.Message)}");
                if (isOver)
                    break;
            }
        }
        if (without.Count > 0)
            await watermarks.AdvanceAsync(source, asOf, without, stop);
        return failures.Count == 0 ? null : NoteOf(name, failures[0] + (failures.Count == 1 ? "" : $"; {failures.Count - 1} more days likewise"));
    }

    /// <returns>False: there is none of these days.</returns>
    async Task<bool> PullAsync(PulledSource source, DayRange days, CancellationToken stop)
    {
        if (source.Pages != Paging.None)
            return await paged.PullAsync(source, days, stop);
        var (log, address) = (source.LogOf(days), source.AddressOf(days, 1));
        var before = await inbox.FindPulledFromAsync(log, stop);
        var answer = await client.AskAsync(source, address, before?.Is(address) == true ? before : null, stop);
        if (answer is null)
            return true;
        await using var whole = Page.Read(answer.Body, source).Log;
        if (answer.HasNothing)
            return false;
        await inbox.PutAsync(log, whole, long.MaxValue, stop, PulledFrom.Of(address, answer.ETag, answer.LastModified));
        return true;
    }
}
