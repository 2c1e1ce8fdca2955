using Metrics.Pipeline.Web;
using Microsoft.AspNetCore.Http;

namespace Metrics.Functions;

/// <summary>Withdraws a log (撤回): it leaves the next publication and is kept.</summary>
public sealed class WithdrawLog(WithdrawalAnswers withdrawals)
{
    [Function(nameof(WithdrawLog))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = Routes.Log)] HttpRequest request,
        string source, string? name, CancellationToken stop) =>
        withdrawals.WithdrawAsync(source, name, stop);
}
