using System.Globalization;

namespace Metrics;

/// <summary>Texts as the contract writes them.</summary>
static class Text
{
    static ReadOnlySpan<byte> Bom => [0xEF, 0xBB, 0xBF];

    internal static ReadOnlyMemory<byte> WithoutBom(ReadOnlyMemory<byte> utf8) => utf8.Span.StartsWith(Bom) ? utf8[3..] : utf8;

    /// <summary>An ISO day, <c>yyyy-MM-dd</c> and nothing else, as day number.</summary>
    internal static bool TryDay(string text, out int day)
    {
        var good = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date);
        day = date.DayNumber;
        return good;
    }

    internal static string Day(int day) => DateOnly.FromDayNumber(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
