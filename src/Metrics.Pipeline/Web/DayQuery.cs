using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Metrics.Pipeline.Web;

/// <summary>Days that callers name.</summary>
static class DayQuery
{
    /// <param name="text">Null: none is named, which is no fault.</param>
    internal static bool TryParse(string name, string? text, out DateOnly? day, out IResult? fault)
    {
        (day, fault) = (null, null);
        if (text is null)
            return true;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var found))
            day = found;
        else
            fault = Problems.BadValue(name, text, "a day yyyy-MM-dd", "日期 yyyy-MM-dd");
        return fault is null;
    }

    internal static IResult Future(Runs.FutureDayException e) =>
        Problems.Of(StatusCodes.Status400BadRequest, "Bad request", e.Message, $"as_of 晚于今天（{e.Today:yyyy-MM-dd}，中国标准时间）");
}
