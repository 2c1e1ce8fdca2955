using Metrics.Pipeline.Web;
using Microsoft.AspNetCore.Http;

namespace Metrics.Functions;

/// <summary>The clock of a case laid out day by day, as of a day, by the calendar known on a day.</summary>
public sealed class GetCaseClock(ClockAnswers clocks)
{
    [Function(nameof(GetCaseClock))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Routes.CaseClock)] HttpRequest request,
        string caseId, CancellationToken stop) =>
        clocks.GetAsync(request, caseId, stop);
}
