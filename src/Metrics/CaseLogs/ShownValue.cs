using Metrics.Files;

namespace Metrics.CaseLogs;

/// <summary>
/// A value of a log as receipts, quarantine and answers show it. A stray quote takes the next line, with names and
/// numbers of persons, into a contract column: of a value with a line break, or longer than its column may be, only the shape is told.
/// </summary>
static class ShownValue
{
    /// <summary>Characters of a value, as of an identifier.</summary>
    const int Longest = 64;
    /// <summary>Characters of a list of stages.</summary>
    const int LongestList = 1024;

    internal static string Of(string column, string value) =>
        value.Length <= (column == "stages" ? LongestList : Longest) && CellShape.IsOneLine(value) ? value : CellShape.Of(value).En;
}
