using System.Globalization;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Ledger;
using Microsoft.AspNetCore.Http;

namespace Metrics.Pipeline.Web;

/// <summary>Answers of the door that withdraws logs, and of those that meet one.</summary>
public sealed class WithdrawalAnswers(Withdrawals withdrawals, Receipts receipts)
{
    /// <summary>Withdraws a log: 200 with what its receipt says from now on; 404 for a log that never came.</summary>
    public async Task<IResult> WithdrawAsync(string source, string? name, CancellationToken stop)
    {
        if (LogName.TryParse(source, name, out var log) is { } fault)
            return Problems.BadName(fault);
        return await withdrawals.WithdrawAsync(log, stop) is { } row ? await AnswerAsync(row, stop) : Problems.NeverCame(log);
    }

    /// <summary>The receipt that a withdrawn log had, if it was taken in, with its state and time.</summary>
    internal async Task<IResult> AnswerAsync(LedgerRow row, CancellationToken stop)
    {
        var at = row.WithdrawnAt?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var note = new ReceiptNote($"The log was withdrawn at {at}: it counts in no run until it is pushed again, or other bytes come under its name.",
            $"日志已于 {at} 撤回：在重新推送、或同名文件有新内容之前，各次运行均不计入。");
        return await receipts.FindAsync(row, stop) is { } receipt
            ? Results.Json(receipt with { State = row.StateValue, Notes = [.. receipt.Notes, note] }, StoredJson.Options)
            : Results.Json(new { row.Source, row.Name, State = row.StateValue, Notes = new[] { note } }, StoredJson.Options);
    }
}
