using Metrics.Pipeline.Web;
using Microsoft.AspNetCore.Http;

namespace Metrics.Functions;

/// <summary>Takes a case log (办件日志) as the request's body and answers with its receipt (回执).</summary>
public sealed class PushLog(LogAnswers logs)
{
    [Function(nameof(PushLog))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Routes.Log)] HttpRequest request,
        string source, string? name, CancellationToken stop) =>
        logs.PushAsync(request, source, name, stop);
}
