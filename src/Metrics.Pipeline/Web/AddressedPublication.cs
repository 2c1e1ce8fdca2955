using System.Text.RegularExpressions;
using Metrics.Pipeline.Publishing;
using Microsoft.AspNetCore.Http;

namespace Metrics.Pipeline.Web;

/// <summary>The publication that an address means: one by its id, or <c>current</c>.</summary>
/// <param name="IsCurrent">It was asked for as <c>current</c>, which may be another one the next time.</param>
sealed partial record AddressedPublication(string Id, bool IsCurrent)
{
    internal const string Current = "current";

    /// <summary>For what never changes.</summary>
    internal const string Immutable = "private, max-age=31536000, immutable";
    internal const string Revalidate = "private, no-cache, must-revalidate";

    /// <returns>The publication, or the error to answer with. Whether an id is there is not looked for.</returns>
    internal static async Task<(AddressedPublication? Found, IResult? Problem)> FindAsync(Publications publications, string id, CancellationToken stop)
    {
        if (id != Current)
            return IdPattern().IsMatch(id) ? (new(id, IsCurrent: false), null) : (null, Unknown());
        return await publications.CurrentAsync(stop) is { } current ? (new(current.Id, IsCurrent: true), null) : (null, NonePublished());
    }

    internal static IResult Unknown() => Problems.NotFound("such publication", "此发布");

    internal static IResult NonePublished() => Problems.NotFound("publication yet", "已发布的汇总");

    internal static IResult Unchanged(string etag, string caching) =>
        new WithHeaders(Results.StatusCode(StatusCodes.Status304NotModified), ("ETag", etag), ("Cache-Control", caching), ("Vary", "Accept"));

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9a-f]{12}\z")]
    private static partial Regex IdPattern();
}
