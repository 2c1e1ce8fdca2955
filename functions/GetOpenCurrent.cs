using Metrics.Pipeline.Web;
using Microsoft.AspNetCore.Http;

namespace Metrics.Functions;

/// <summary>The current publication: its id and the city at a glance, for anyone where the setting <c>OpenData</c> is on.</summary>
public sealed class GetOpenCurrent(OpenAnswers open)
{
    [Function(nameof(GetOpenCurrent))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.OpenCurrent)] HttpRequest request, CancellationToken stop) =>
        open.CurrentAsync(request, stop);
}
