using Metrics.Pipeline.Web;
using Microsoft.AspNetCore.Http;

namespace Metrics.Functions;

/// <summary>What became of a run: state, step, counts, times, warnings, publication.</summary>
public sealed class GetRun(RunAnswers runs)
{
    [Function(nameof(GetRun))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Routes.Run)] HttpRequest request,
        string id, CancellationToken stop) =>
        runs.GetAsync(id, stop);
}
