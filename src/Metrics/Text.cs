using System.Globalization;

namespace Metrics;

/// <summary>Texts as the contract writes them.</summary>
static class Text
{
    const int MostShown = 100;

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

    /// <summary>
    /// A value as a message shows it: quoted where it is one short line, else its shape alone. A quote that is never
    /// closed takes the rest of a file into a value, and neither its length nor what it holds belongs into a message.
    /// </summary>
    internal static Bilingual Shown(string value)
    {
        var lines = 0;
        foreach (var _ in value.AsSpan().EnumerateLines())
            lines++;
        if (lines <= 1 && value.Length <= MostShown)
            return new($"“{value}”", $"'{value}'");
        return new(string.Create(CultureInfo.InvariantCulture, $"{value.Length} 个字符（{lines} 行）"),
            string.Create(CultureInfo.InvariantCulture, $"{value.Length} characters, {lines} {(lines == 1 ? "line" : "lines")}"));
    }
}
