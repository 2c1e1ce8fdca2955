using Metrics.Documents.Workbooks;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Ledger;
using Metrics.Pipeline.Runs;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Metrics.Pipeline.Web;

/// <summary>Answers of the doors that take logs and give receipts.</summary>
public sealed class LogAnswers(
    Inbox inbox, LedgerTable ledger, Withdrawals withdrawals, WithdrawalAnswers withdrawn, Receipts receipts, ReferenceStore references,
    StepSender sender, IOptions<WebOptions> options, TimeProvider time)
{
    static readonly TimeSpan _firstLook = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan _longestLook = TimeSpan.FromMilliseconds(500);

    // A log has no day of its own; the same lines give the same bytes.
    static readonly DateOnly _anyDay = new(2000, 1, 1);

    /// <summary>Stores the body, asks for its step, and waits for the receipt: 200, or 202 with where it will be.</summary>
    public async Task<IResult> PushAsync(HttpRequest request, string source, string? name, CancellationToken stop)
    {
        if (LogName.TryParse(source, name, out var log) is { } fault)
            return Problems.BadName(fault);
        var limit = options.Value.PushLimitBytes;
        if (request.ContentLength > limit)
            return Problems.TooLarge(limit);
        LogVersion stored;
        try
        {
            stored = await inbox.PutAsync(log, request.Body, limit, stop);
        }
        catch (LogTooLargeException)
        {
            return Problems.TooLarge(limit);
        }
        catch (LogOvertakenException)
        {
            return Problems.Of(StatusCodes.Status409Conflict, "Overtaken", "Another upload of this log ended first; it stands.", "同名日志的另一次上传先完成，以其为准。");
        }
        // The log is ours now: a caller who hangs up cancels nothing.
        await withdrawals.BringBackAsync(stored, CancellationToken.None);
        await sender.SendAsync(new(WorkStep.Ingest, Source: log.Source, Name: log.Name), CancellationToken.None);
        return await WaitAsync(stored, stop);
    }

    /// <summary>The receipt of the newest bytes: 200; 202 while they are taken in; 404 for a log that never came.</summary>
    /// <param name="request">With <c>?rejected=xlsx</c> its rejected lines are asked for as a workbook; a log that is refused as a whole has none: 422.</param>
    public async Task<IResult> ReceiptAsync(HttpRequest request, string source, string? name, CancellationToken stop)
    {
        if (LogName.TryParse(source, name, out var log) is { } fault)
            return Problems.BadName(fault);
        var wanted = request.Query["rejected"].ToString();
        if (wanted is not ("" or "xlsx"))
            return Problems.BadValue("rejected", wanted, "xlsx", " xlsx");
        var row = await ledger.FindAsync(log, stop);
        var newest = await inbox.FindAsync(log, stop);
        // A log that is gone from the inbox stays in the store.
        if (row is not null && (newest is null || row.InboxETag == newest.ETag))
        {
            return wanted.Length > 0 && row.StateValue == LedgerState.Taken ? await RejectedAsync(row, log, stop)
                : await AnswerAsync(row, asked: wanted.Length == 0, stop) ?? Pending(log);
        }
        return newest is null ? Problems.NeverCame(log) : Pending(log);
    }

    async Task<IResult> RejectedAsync(LedgerRow row, LogName log, CancellationToken stop)
    {
        var lines = new RejectedLog(log.Path, () => receipts.OpenRejectedAsync(row, stop));
        var workbook = await MadeFile.OfAsync(to => RejectedWorkbook.WriteAsync([lines], to, _anyDay, stop));
        return Results.Stream(workbook, Workbook.ContentType, "rejected.xlsx");
    }

    async Task<IResult> WaitAsync(LogVersion stored, CancellationToken stop)
    {
        var start = time.GetTimestamp();
        var mappings = await references.ReadMappingsAsync(stop);
        for (var pause = _firstLook; ; pause = pause * 2 < _longestLook ? pause * 2 : _longestLook)
        {
            // What failed before is tried again now.
            if (await ledger.FindAsync(stored.Log, stop) is { } row && row.IsTaken(stored.ETag, mappings)
                && await FindAnswerAsync(row, stop) is { } answer)
            {
                return answer;
            }
            if (time.GetElapsedTime(start) + pause > options.Value.ReceiptWait)
                return Pending(stored.Log);
            await Task.Delay(pause, time, stop);
        }
    }

    /// <returns>Null: the receipt is damaged or gone, and the step of this push writes it anew.</returns>
    async Task<IResult?> FindAnswerAsync(LedgerRow row, CancellationToken stop)
    {
        try
        {
            return await AnswerAsync(row, asked: false, stop);
        }
        catch (DamagedBlobException)
        {
            return null;
        }
    }

    /// <param name="asked">A receipt that is asked for is an answer whatever it says; a push that was refused is an error.</param>
    async Task<IResult?> AnswerAsync(LedgerRow row, bool asked, CancellationToken stop)
    {
        if (row.StateValue == LedgerState.Failed)
        {
            return Problems.Of(StatusCodes.Status500InternalServerError, "Not taken in",
                row.IsLeftOut ? "Taking the log in failed at every try; runs leave it out until it is pushed again."
                    : "Taking the log in failed at every try; the next run tries again.",
                row.IsLeftOut ? "日志多次处理失败，各次运行均略去；请重新推送。" : "日志多次处理失败；下次运行将重试。");
        }
        if (row.StateValue == LedgerState.Withdrawn)
            return await withdrawn.AnswerAsync(row, stop);
        if (await receipts.FindAsync(row, stop) is not { } receipt)
            return null;
        if (asked || receipt.Refusal is not { } refusal)
            return Results.Json(receipt, StoredJson.Options);
        return Problems.Of(StatusCodes.Status422UnprocessableEntity, "Log refused", refusal.Message, refusal.MessageZh, ("receipt", receipt));
    }

    static IResult Pending(LogName log)
    {
        var path = string.Join('/', log.Name.Split('/').Select(Uri.EscapeDataString));
        return Results.Json(new { log.Source, log.Name, State = "stored" }, StoredJson.Options, statusCode: StatusCodes.Status202Accepted)
            .At($"{Routes.Prefix}logs/{log.Source}/{path}");
    }
}
