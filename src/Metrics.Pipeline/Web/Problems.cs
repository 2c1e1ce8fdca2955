using Metrics.Pipeline.Account;
using Metrics.Pipeline.Ledger;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Metrics.Pipeline.Web;

/// <summary>Errors as RFC 9457 problem details, in English (<c>detail</c>) and Chinese (<c>detail_zh</c>).</summary>
static class Problems
{
    internal static IResult Of(int status, string title, string detail, string detailZh, params (string Name, object? Value)[] more)
    {
        var problem = new ProblemDetails { Status = status, Title = title, Detail = detail };
        problem.Extensions["detail_zh"] = detailZh;
        foreach (var (name, value) in more)
            problem.Extensions[name] = value;
        return Results.Json(problem, StoredJson.Options, "application/problem+json", status);
    }

    internal static IResult BadName(NameFault fault) => Of(StatusCodes.Status400BadRequest, "Bad log name",
        $"The log's {fault.Subject.En} must have {fault.Expected.En}.", $"日志{fault.Subject.Zh}须为：{fault.Expected.Zh}。");

    internal static IResult TooLarge(long limit) => Of(StatusCodes.Status413PayloadTooLarge, "Log too large",
        $"The log has more than {limit} bytes. Drop larger logs into the inbox with the platform's own tools.",
        $"日志超过 {limit} 字节。更大的日志请用平台工具直接放入收件容器（inbox）。", ("limit_bytes", limit));

    internal static IResult NotFound(string what, string whatZh) =>
        Of(StatusCodes.Status404NotFound, "Not found", $"There is no {what}.", $"没有{whatZh}。");

    internal static IResult NeverCame(LogName log) => NotFound($"log {log.Path}", $"日志 {log.Path}");

    internal static IResult BadValue(string what, string found, string expected, string expectedZh) => Of(StatusCodes.Status400BadRequest, "Bad request",
        $"{what} is '{found}', expected {expected}.", $"{what} 为“{found}”，应为{expectedZh}。");
}
