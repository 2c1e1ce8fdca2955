using System.Globalization;
using System.Text.RegularExpressions;

namespace Metrics.Pipeline.Sources;

/// <summary>The placeholders in the names and addresses of pulled logs.</summary>
static partial class PullTemplate
{
    internal const string Date = "{date}";
    internal const string From = "{from}";
    internal const string To = "{to}";
    internal const string Page = "{page}";

    /// <summary>All placeholders but that of the page, in the order of their names.</summary>
    internal static string[] DaysOf(string template) =>
        [.. Placeholder().Matches(template).Select(m => m.Value).Except([Page]).Order(StringComparer.Ordinal)];

    /// <param name="page">Null: the placeholder of the page stays.</param>
    internal static string Fill(string template, DayRange days, int? page) => Placeholder().Replace(template, found => found.Value switch
    {
        Date or To => Iso(days.Last),
        From => Iso(days.First),
        Page when page is { } number => number.ToString(CultureInfo.InvariantCulture),
        var other => other,
    });

    static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Placeholder();
}
