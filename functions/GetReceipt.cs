using Metrics.Pipeline.Web;
using Microsoft.AspNetCore.Http;

namespace Metrics.Functions;

/// <summary>The receipt (回执) of the newest bytes under a name, or their rejected lines as a workbook.</summary>
public sealed class GetReceipt(LogAnswers logs)
{
    [Function(nameof(GetReceipt))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Routes.Log)] HttpRequest request,
        string source, string? name, CancellationToken stop) =>
        logs.ReceiptAsync(request, source, name, stop);
}
