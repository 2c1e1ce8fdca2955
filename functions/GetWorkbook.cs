using Metrics.Pipeline.Web;
using Microsoft.AspNetCore.Http;

namespace Metrics.Functions;

/// <summary>A publication, or the current one, as a workbook.</summary>
public sealed class GetWorkbook(DocumentAnswers documents)
{
    [Function(nameof(GetWorkbook))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Routes.Workbook)] HttpRequest request, string id, CancellationToken stop) =>
        documents.WorkbookAsync(request, id, stop);
}
