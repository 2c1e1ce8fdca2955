using Metrics.Pipeline.Web;
using Microsoft.AspNetCore.Http;

namespace Metrics.Functions;

/// <summary>What the page shows of a publication, or of the current one, for anyone where the setting <c>OpenData</c> is on.</summary>
public sealed class GetOpenPageData(OpenAnswers open)
{
    [Function(nameof(GetOpenPageData))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.OpenPageData)] HttpRequest request, string id, CancellationToken stop) =>
        open.PageDataAsync(request, id, stop);
}
