using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Runs;
using Microsoft.AspNetCore.Http;

namespace Metrics.Pipeline.Web;

/// <summary>Answers of the doors that start and show runs.</summary>
public sealed class RunAnswers(RunRequests requests, RunTable runs, TimeProvider time)
{
    const int MaxBody = 4096;

    // No step of a city's run is this long; what follows may still be one of a province's.
    static readonly TimeSpan _longStep = TimeSpan.FromMinutes(3);
    static readonly TimeSpan _hostLease = TimeSpan.FromMinutes(10);

    /// <summary><c>as_of</c> and <c>known_on</c> from the query, else from a JSON body; both may be missing.</summary>
    public async Task<IResult> StartAsync(HttpRequest request, CancellationToken stop)
    {
        var body = await BodyAsync(request, stop);
        if (body is null)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "Bad request",
                "The body is unreadable, expected nothing, or a JSON object with as_of and known_on as texts.",
                "请求正文无法读取，应为空，或为含文本 as_of、known_on 的 JSON 对象。");
        }
        if (!TryDay("as_of", out var asOf, out var fault) || !TryDay("known_on", out var knownOn, out fault))
            return fault!;
        try
        {
            var run = await requests.AskAsync(asOf ?? requests.NightlyDay, knownOn, stop);
            return Results.Json(Show(run), StoredJson.Options, statusCode: StatusCodes.Status202Accepted).At($"{Routes.Prefix}{Routes.Runs}/{run.RowKey}");
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
    object Show(RunRow run) => new
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
        Silent = Json(run.Silent),
        DueDates = Json(run.DueDates),
        Changes = Json(run.Changes),
        Publication = run.Publication.Length == 0 ? null : run.Publication,
        run.IsCurrent,
        Error = run.Error.Length == 0 ? null : run.Error,
        Waiting = run.StateValue == RunState.Running && run.Timestamp is { } last && time.GetUtcNow() - last > _longStep ? Waiting(last) : null,
    };

    // The host hides a taken message for 10 minutes and renews that while its instance lives: docs/decisions/steps-on-a-queue.md.
    static string Waiting(DateTimeOffset last) => string.Create(CultureInfo.InvariantCulture,
        $"No step has begun since {last.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}. "
        + $"If its instance was killed, another one takes the step again about {last.UtcDateTime + _hostLease:HH:mm} UTC. "
        + $"(此后没有新步骤开始；若该实例已被终止，约 {last.UtcDateTime + _hostLease:HH:mm} UTC 由其他实例重做。)");

    static JsonNode? Json(string json) => json.Length == 0 ? null : JsonNode.Parse(json);
}
