using Metrics.Pipeline.Web;
using Microsoft.AspNetCore.Http;

namespace Metrics.Functions;

/// <summary>The publications, the newest first, for anyone where the setting <c>OpenData</c> is on.</summary>
public sealed class GetOpenSummaries(OpenAnswers open)
{
    [Function(nameof(GetOpenSummaries))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.OpenSummaries)] HttpRequest request, CancellationToken stop) =>
        open.ListAsync(stop);
}
