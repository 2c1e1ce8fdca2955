using Metrics.Pipeline.Web;
using Microsoft.AspNetCore.Http;

namespace Metrics.Functions;

/// <summary>Which numbers of closed periods a publication gives otherwise than an earlier one, and why (数据修订).</summary>
public sealed class GetChanges(DocumentAnswers documents)
{
    [Function(nameof(GetChanges))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Routes.Changes)] HttpRequest request, string id, CancellationToken stop) =>
        documents.ChangesAsync(request, id, stop);
}
