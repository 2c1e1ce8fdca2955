using Metrics.Pipeline.Account;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Metrics.Pipeline.Web;

/// <summary>What a caller gets from a door that failed: problem details without inner words. The log has the failure itself.</summary>
public sealed partial class UnhandledErrors(ILogger<UnhandledErrors> logger)
{
    /// <param name="door">Name of the function.</param>
    public IResult Answer(string door, Exception failure, HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        if (http.RequestAborted.IsCancellationRequested)
        {
            LogHungUp(logger, door);
            return Results.StatusCode(StatusCodes.Status499ClientClosedRequest);
        }
        if (failure is BadHttpRequestException bad)
            return Problems.Of(bad.StatusCode, "Bad request", "The request's body ended early or is no HTTP.", "请求正文不完整，或不符合 HTTP。");
        LogFailed(logger, door, failure);
        if (failure is DamagedBlobException damaged)
        {
            return Problems.Of(StatusCodes.Status500InternalServerError, "Damaged", $"{damaged.Message}",
                $"{damaged.Blob} 已损坏或缺失，未予提供；修复方法见英文说明。");
        }
        return Problems.Of(StatusCodes.Status500InternalServerError, "Internal error",
            "The request failed for a reason that lies with this app; its log has it. Try again later.", "请求因本系统内部原因失败，原因已记入日志；请稍后重试。");
    }

    [LoggerMessage(LogLevel.Debug, "The caller of {Door} hung up.")]
    static partial void LogHungUp(ILogger logger, string door);

    [LoggerMessage(LogLevel.Error, "Door {Door} failed.")]
    static partial void LogFailed(ILogger logger, string door, Exception exception);
}
