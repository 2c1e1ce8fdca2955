using Metrics.Pipeline.Web;
using Microsoft.AspNetCore.Http;

namespace Metrics.Functions;

/// <summary>The publications, the newest first.</summary>
public sealed class GetSummaries(SummaryAnswers summaries)
{
    [Function(nameof(GetSummaries))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Function, "get", Route = Routes.Summaries)] HttpRequest request, CancellationToken stop) =>
        summaries.ListAsync(stop);
}
