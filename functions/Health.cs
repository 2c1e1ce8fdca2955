using Metrics.Pipeline.Web;
using Microsoft.AspNetCore.Http;

namespace Metrics.Functions;

/// <summary>Anyone may ask: <c>ok</c>, or <c>stale</c> when no run has published for too long. Nothing else is told.</summary>
public sealed class Health(SummaryAnswers summaries)
{
    [Function(nameof(Health))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Health)] HttpRequest request, CancellationToken stop) =>
        summaries.HealthAsync(stop);
}
