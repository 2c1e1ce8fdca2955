using Microsoft.AspNetCore.Http;

namespace Metrics.Pipeline.Web;

/// <summary>An answer with headers of its own.</summary>
sealed class WithHeaders(IResult inner, params (string Name, string Value)[] headers) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        foreach (var (name, value) in headers)
            httpContext.Response.Headers[name] = value;
        return inner.ExecuteAsync(httpContext);
    }
}

static class ResultExtensions
{
    /// <summary>Says where the answer will be.</summary>
    internal static IResult At(this IResult result, string location) => new WithHeaders(result, ("Location", location));
}
