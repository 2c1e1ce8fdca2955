using Metrics.Pipeline.Web;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace Metrics.Pipeline.Tests;

/// <summary>Holds each answer that a test gets against the table of doors.</summary>
sealed class ToldAnswers() : DelegatingHandler(new SocketsHttpHandler())
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        var path = request.RequestUri!.AbsolutePath;
        if (path.Contains("%00", StringComparison.Ordinal)) // the server refuses it before any door
            return answer;
        // Of several routes the one with the most text of its own is served.
        if (WebDoors.All.Where(d => d.Method == request.Method.Method && Matches(d, path)).MinBy(d => d.Route.Count(c => c == '{')) is not { } door)
            return answer;
        var told = door.Answers.Concat(door.Errors).Select(a => (a.Status, a.MediaType));
        Assert.Contains(((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType), told);
        return answer;
    }

    static bool Matches(WebDoor door, string path) =>
        new TemplateMatcher(TemplateParser.Parse(Routes.Prefix[1..] + door.Route), []).TryMatch(path, new RouteValueDictionary());
}
