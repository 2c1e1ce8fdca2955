using Metrics.Pipeline.Account;
using Metrics.Pipeline.Publishing;
using Metrics.Pipeline.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Metrics.Pipeline.Web;

/// <summary>Answers of the doors that show publications.</summary>
public sealed partial class SummaryAnswers(
    Publications publications, IOptions<WebOptions> options, TimeProvider time, ILogger<SummaryAnswers> logger)
{
    // Whoever asks for health waits 3 s at most; the clients' own tries take half a minute.
    static readonly TimeSpan _healthWait = TimeSpan.FromSeconds(2.5);

    static readonly byte[] _summaryMember = ",\"summary\":"u8.ToArray();
    static readonly byte[] _objectEnd = "}"u8.ToArray();

    /// <summary>The current publication: id, day, where its tables are, and <c>summary.json</c>.</summary>
    public async Task<IResult> CurrentAsync(HttpRequest request, CancellationToken stop)
    {
        if (await publications.CurrentAsync(stop) is not { } current)
            return AddressedPublication.NonePublished();
        var etag = $"\"{current.Id}\"";
        if (Representation.Matches(request, etag))
            return AddressedPublication.Unchanged(etag, AddressedPublication.Revalidate);
        var summary = await publications.OpenAsync(current.Id, "summary.json", stop)
            ?? throw new InvalidDataException($"Publication {current.Id} has no summary.json.");
        var head = new { current.Id, current.AsOf, Tables = TableFile.Keys.Keys.ToDictionary(t => t, t => Address(request, current.Id, t)) };
        return new WithHeaders(Results.Stream(to => WriteAsync(StoredJson.Bytes(head), summary, to), "application/json; charset=utf-8"),
            ("ETag", etag), ("Cache-Control", AddressedPublication.Revalidate));
    }

    /// <summary>The publications, the newest first: of one day the one that was written last.</summary>
    public async Task<IResult> ListAsync(CancellationToken stop) =>
        new WithHeaders(Results.Json(await publications.ListAsync(stop), StoredJson.Options), ("Cache-Control", AddressedPublication.Revalidate));

    /// <summary>Puts the summary, as it is stored, into the object as its last member: a city's is large, and nobody needs it parsed.</summary>
    static async Task WriteAsync(ReadOnlyMemory<byte> head, Stream summary, Stream to)
    {
        await using (summary)
        {
            await to.WriteAsync(head[..(head.Span.LastIndexOf((byte)'}'))]);
            await to.WriteAsync(_summaryMember);
            await summary.CopyToAsync(to);
            await to.WriteAsync(_objectEnd);
        }
    }

    /// <summary>
    /// A table of a publication as JSON or CSV (<c>?format=</c>, else <c>Accept</c>), its rows filtered by key columns;
    /// also <c>summary</c>, <c>names</c> and <c>manifest</c>, which are JSON.
    /// </summary>
    public async Task<IResult> TableAsync(HttpRequest request, string id, string table, CancellationToken stop)
    {
        if (Representation.Of(request, table, out var representation) is { } bad)
            return bad;
        var (found, problem) = await AddressedPublication.FindAsync(publications, id, stop);
        if (found is null)
            return problem!;
        var publication = found.Id;
        var etag = representation.ETag(publication);
        var caching = found.IsCurrent ? AddressedPublication.Revalidate : AddressedPublication.Immutable;
        // If-None-Match: * is about what is there alone.
        if (Representation.Matches(request, etag) && await publications.ExistsAsync(publication, representation.File, stop))
            return AddressedPublication.Unchanged(etag, caching);
        if (await publications.OpenAsync(publication, representation.File, stop) is not { } file)
            return AddressedPublication.Unknown();
        return new WithHeaders(representation.Show(file),
            ("ETag", etag), ("Cache-Control", caching), ("Vary", "Accept"), ("Content-Location", Address(request, publication, table)));
    }

    /// <summary>
    /// <c>ok</c> or <c>stale</c>, both 200: stale numbers are no reason to restart an instance. Storage that does not answer
    /// within 2.5 seconds is <c>stale</c> too, and a warning in the log.
    /// </summary>
    public async Task<IResult> HealthAsync(CancellationToken stop)
    {
        var age = time.GetUtcNow() - await LastPublishedAsync(stop);
        if (age is { } known)
            Signals.Published(known);
        var fresh = age <= options.Value.StaleAfter;
        return new WithHeaders(Results.Text(fresh ? "ok" : "stale"), ("Cache-Control", "no-store"));
    }

    async Task<DateTimeOffset?> LastPublishedAsync(CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(_healthWait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, patience.Token);
        try
        {
            return await publications.LastPublishedAsync(either.Token);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            LogNoStorage(logger, e);
            return null;
        }
    }

    /// <summary>Of a door of the same kind as the one that was asked: with a key, or open.</summary>
    static string Address(HttpRequest request, string publication, string table) =>
        $"{Routes.Prefix}{(request.Path.StartsWithSegments(Routes.Prefix + Routes.Open.TrimEnd('/')) ? Routes.Open : "")}summaries/{publication}/{table}";

    [LoggerMessage(LogLevel.Warning, "Health could not look for the current publication.")]
    static partial void LogNoStorage(ILogger logger, Exception exception);
}
