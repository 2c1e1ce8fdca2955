using Metrics.Files;

namespace Metrics.CaseLogs;

/// <summary>
/// A value of a rejected line as receipts, quarantine and answers show it. A stray quote takes the next line, with names and
/// numbers of persons, into a contract column: of a value with a line break, or longer than its column may be, only the shape is told.
/// </summary>
static class RejectedValue
{
    /// <summary>Characters of a value, as of an identifier.</summary>
    const int Longest = 64;
    /// <summary>Characters of a list of stages.</summary>
    const int LongestList = 1024;

    internal static string Shown(string column, string value) =>
        value.Length <= (column == "stages" ? LongestList : Longest) && !value.AsSpan().ContainsAny('\r', '\n') ? value : CellShape.Of(value).En;
}
