using Metrics.Pipeline.Web;
using Microsoft.AspNetCore.Http;

namespace Metrics.Functions;

/// <summary>What the page shows of a publication, or of the current one, in a period and a district.</summary>
public sealed class GetPageData(DocumentAnswers documents)
{
    [Function(nameof(GetPageData))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Routes.PageData)] HttpRequest request, string id, CancellationToken stop) =>
        documents.PageDataAsync(request, id, stop);
}
