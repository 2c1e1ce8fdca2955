using System.Text.Json;
using System.Text.Json.Nodes;
using Metrics.Pipeline.Runs;
using Metrics.Pipeline.Storage;
using Microsoft.AspNetCore.Http;

namespace Metrics.Pipeline.Web;

/// <summary>Answers of the doors that start and show runs.</summary>
public sealed class RunAnswers(RunRequests requests, RunTable runs)
{
    const int MaxBody = 4096;

    /// <summary><c>as_of</c> and <c>known_on</c> from the query, else from a JSON body; both may be missing.</summary>
    public async Task<IResult> StartAsync(HttpRequest request, CancellationToken stop)
    {
        var body = await BodyAsync(request, stop);
        if (body is null)
            return Problems.BadValue("The body", "unreadable", "nothing, or a JSON object with as_of and known_on as texts", "空，或含文本 as_of、known_on 的 JSON 对象");
        if (!TryDay("as_of", out var asOf, out var fault) || !TryDay("known_on", out var knownOn, out fault))
            return fault!;
        try
        {
            var run = await requests.AskAsync(asOf ?? requests.NightlyDay, knownOn, stop);
            return Results.Json(Show(run), StoredJson.Options, statusCode: StatusCodes.Status202Accepted).At($"/api/runs/{run.RowKey}");
        }
        catch (FutureDayException e)
        {
            return DayQuery.Future(e);
        }

        bool TryDay(string name, out DateOnly? day, out IResult? wrong) => DayQuery.TryParse(
            name, request.Query.TryGetValue(name, out var query) ? query.ToString() : body.GetValueOrDefault(name), out day, out wrong);
    }

    public async Task<IResult> GetAsync(string id, CancellationToken stop) =>
        IsId(id) && await runs.FindAsync(id, stop) is { } run ? Results.Json(Show(run), StoredJson.Options) : Problems.NotFound("such run", "此运行");

    // A RowKey takes no slashes, question marks or control characters.
    static bool IsId(string id) => id.Length is > 0 and <= 64 && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    static async Task<Dictionary<string, string>?> BodyAsync(HttpRequest request, CancellationToken stop)
    {
        var bytes = new byte[MaxBody];
        var length = await request.Body.ReadAtLeastAsync(bytes, MaxBody, throwOnEndOfStream: false, stop);
        if (length == 0)
            return [];
        try
        {
            return length < MaxBody ? JsonSerializer.Deserialize<Dictionary<string, string>>(bytes.AsSpan(0, length)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The run as a caller sees it; docs/formats.md has an example.</summary>
    static object Show(RunRow run) => new
    {
        Id = run.RowKey,
        State = run.StateValue,
        Step = Enum.TryParse<WorkStep>(run.Step, out var step) ? step : (WorkStep?)null,
        run.AsOf,
        KnownOn = run.KnownOn.Length == 0 ? null : run.KnownOn,
        run.AskedAt,
        run.StartedAt,
        run.EndedAt,
        Counts = Json(run.Counts),
        TimesMs = Json(run.Times),
        Warnings = Json(run.Warnings),
        Notes = Json(run.Notes),
        DueDates = Json(run.DueDates),
        Publication = run.Publication.Length == 0 ? null : run.Publication,
        run.IsCurrent,
        Error = run.Error.Length == 0 ? null : run.Error,
    };

    static JsonNode? Json(string json) => json.Length == 0 ? null : JsonNode.Parse(json);
}
