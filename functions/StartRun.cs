using Metrics.Pipeline.Web;
using Microsoft.AspNetCore.Http;

namespace Metrics.Functions;

/// <summary>Asks for a run, of the nightly day or of the <c>as_of</c> that the request names.</summary>
public sealed class StartRun(RunAnswers runs)
{
    [Function(nameof(StartRun))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Routes.Runs)] HttpRequest request, CancellationToken stop) =>
        runs.StartAsync(request, stop);
}
