using Metrics.Pipeline.Web;
using Microsoft.AspNetCore.Http;

namespace Metrics.Functions;

/// <summary>A table of a publication, or of the current one, as JSON or CSV, filtered by its key columns.</summary>
public sealed class GetTable(SummaryAnswers summaries)
{
    [Function(nameof(GetTable))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Routes.Table)] HttpRequest request,
        string id, string table, CancellationToken stop) =>
        summaries.TableAsync(request, id, table, stop);
}
