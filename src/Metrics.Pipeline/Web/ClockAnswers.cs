using System.Text;
using Metrics.Events;
using Metrics.Explaining;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Runs;
using Metrics.Pipeline.Store;
using Metrics.Policies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Metrics.Pipeline.Web;

/// <summary>Answers of the door that explains a case: folded on request, from the shard in which the case lies.</summary>
public sealed class ClockAnswers(
    StoredLogs logs, ReferenceStore references, RunRequests requests, IOptions<RunOptions> options) : IDisposable
{
    // A project's cases may lie in any shard; one request at a time reads them all.
    readonly SemaphoreSlim _wholeStore = new(1);

    /// <param name="caseId">As the route gives it.</param>
    public async Task<IResult> GetAsync(HttpRequest request, string caseId, CancellationToken stop)
    {
        if (!DayQuery.TryParse("as_of", Query(request, "as_of"), out var asOf, out var fault)
            || !DayQuery.TryParse("known_on", Query(request, "known_on"), out var knownOn, out fault))
        {
            return fault!;
        }
        try
        {
            var day = requests.UpToToday(asOf ?? requests.NightlyDay);
            var files = await references.ReadAsync(stop);
            var reference = files.Parse(knownOn ?? options.Value.KnownOn);
            // A slash is the one character that stays escaped in a route's value.
            var id = caseId.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
            return await ExplainAsync(id, await logs.FindAsync(files.Mappings(), stop), reference, day, stop) is { } clock
                ? Results.Bytes(ClockJson.Write(clock), "application/json; charset=utf-8")
                : Problems.NotFound("event of this case in the store", "此办件的事件");
        }
        catch (FutureDayException e)
        {
            return DayQuery.Future(e);
        }
        catch (RefusedException e)
        {
            return Problems.Of(StatusCodes.Status409Conflict, "Reference data refused", e.Why.En, e.Why.Zh);
        }
    }

    static string? Query(HttpRequest request, string name) => request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    async Task<CaseClock?> ExplainAsync(string id, IReadOnlyList<StoredLog> stored, Reference reference, DateOnly asOf, CancellationToken stop)
    {
        var shards = await logs.OpenAsync(stored, stop);
        var own = await shards.ReadAsync(EventShards.ShardOf(Encoding.UTF8.GetBytes(id), EventStore.Shards), stop);
        if (CaseHistory.Find(own, id, reference, asOf) is not { } history)
            return null;
        // Above the size that a run folds at once, the project is left to the command line; the answer says so.
        var cases = !history.NeedsOtherCases ? new ProjectCases(history)
            : logs.FoldTogether(stored) ? await GatherAsync(history, shards, stop)
            : null;
        return CaseClock.Of(history, cases);
    }

    async Task<ProjectCases> GatherAsync(CaseHistory history, StoredShards shards, CancellationToken stop)
    {
        await _wholeStore.WaitAsync(stop);
        try
        {
            var cases = new ProjectCases(history);
            await foreach (var shard in shards.ReadAllAsync(stop))
                cases.Add(shard);
            return cases;
        }
        finally
        {
            _wholeStore.Release();
        }
    }

    public void Dispose() => _wholeStore.Dispose();
}
