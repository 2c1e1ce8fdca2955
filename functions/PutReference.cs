using Metrics.Pipeline.Web;
using Microsoft.AspNetCore.Http;

namespace Metrics.Functions;

/// <summary>Takes a file of the reference data (目录、政策、日历); what a run would refuse is refused.</summary>
public sealed class PutReference(ReferenceAnswers references)
{
    [Function(nameof(PutReference))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = Routes.Reference)] HttpRequest request,
        string? name, CancellationToken stop) =>
        references.PutAsync(request, name, stop);
}
