using Metrics.Pipeline.Web;
using Microsoft.AspNetCore.Http;

namespace Metrics.Functions;

/// <summary>The current publication: its id and the city at a glance.</summary>
public sealed class GetCurrent(SummaryAnswers summaries)
{
    [Function(nameof(GetCurrent))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Routes.Current)] HttpRequest request, CancellationToken stop) =>
        summaries.CurrentAsync(request, stop);
}
