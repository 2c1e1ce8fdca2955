using Metrics.Pipeline.Web;
using Microsoft.AspNetCore.Http;

namespace Metrics.Functions;

/// <summary>The yearly report (年度报告) of a publication, or of the current one, as a Word file.</summary>
public sealed class GetReport(DocumentAnswers documents)
{
    [Function(nameof(GetReport))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Routes.Report)] HttpRequest request, string id, CancellationToken stop) =>
        documents.ReportAsync(request, id, stop);
}
