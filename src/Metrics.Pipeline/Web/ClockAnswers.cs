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

/// <summary>Answers of the door that explains a case: folded on request, from the shards in which it and its project lie.</summary>
public sealed class ClockAnswers(
    StoredLogs logs, ReferenceStore references, RunRequests requests, IOptions<RunOptions> options) : IDisposable
{
    // A project's cases may lie in many shards, and which ones says a block of each part; one request at a time reads them.
    readonly SemaphoreSlim _gathering = new(1);

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

    static int ShardOf(string caseId) => EventShards.ShardOf(Encoding.UTF8.GetBytes(caseId), EventStore.Shards);

    async Task<CaseClock?> ExplainAsync(string id, IReadOnlyList<StoredLog> stored, Reference reference, DateOnly asOf, CancellationToken stop)
    {
        var shards = await logs.OpenAsync(stored, stop);
        var own = await shards.ReadAsync(ShardOf(id), stop);
        if (CaseHistory.Find(own, id, reference, asOf) is not { } history)
            return null;
        return CaseClock.Of(history, await GatherAsync(history, own, shards, stored, stop));
    }

    /// <returns>Null: the project's shards hold more than a run folds at once. It is left to the command line; the answer says so.</returns>
    async Task<ProjectCases?> GatherAsync(
        CaseHistory history, IReadOnlyList<EventSegment> own, StoredShards shards, IReadOnlyList<StoredLog> stored, CancellationToken stop)
    {
        var cases = new ProjectCases(history);
        if (!history.NeedsOtherCases)
            return cases;
        await _gathering.WaitAsync(stop);
        try
        {
            // A run does not read what is damaged here, and would not heal it.
            var of = await shards.FindProjectAsync(history.ProjectCode, damaged => logs.TakeAgainAsync(damaged.Blob, stop), stop);
            if (!logs.FoldTogether(stored, of))
                return null;
            cases.Add(own);
            await foreach (var shard in shards.ReadAllAsync(of.Except(ShardSet.Of(ShardOf(history.CaseId))), stop))
                cases.Add(shard);
            return cases;
        }
        finally
        {
            _gathering.Release();
        }
    }

    public void Dispose() => _gathering.Dispose();
}
