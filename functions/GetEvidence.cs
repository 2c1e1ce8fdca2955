using Metrics.Pipeline.Web;
using Microsoft.AspNetCore.Http;

namespace Metrics.Functions;

/// <summary>The cases behind a number (依据), for those whom the setting <c>EvidenceReaders</c> names.</summary>
public sealed class GetEvidence(EvidenceAnswers evidence)
{
    [Function(nameof(GetEvidence))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Routes.Evidence)] HttpRequest request,
        string id, string table, CancellationToken stop) =>
        evidence.GetAsync(request, id, table, stop);
}
