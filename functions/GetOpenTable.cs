using Metrics.Pipeline.Web;
using Microsoft.AspNetCore.Http;

namespace Metrics.Functions;

/// <summary>A table of a publication, or of the current one, for anyone where the setting <c>OpenData</c> is on.</summary>
public sealed class GetOpenTable(OpenAnswers open)
{
    [Function(nameof(GetOpenTable))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.OpenTable)] HttpRequest request, string id, string table, CancellationToken stop) =>
        open.TableAsync(request, id, table, stop);
}
