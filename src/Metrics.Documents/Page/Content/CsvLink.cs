using System.Xml.Linq;
using Metrics.Files;
using static Metrics.Documents.Page.Markup.Html;

namespace Metrics.Documents.Page.Content;

/// <summary>Rows of a table as a CSV file inside the page: every column, as published. Nothing is asked of anybody for it.</summary>
static class CsvLink
{
    /// <param name="rows">The header first.</param>
    internal static XElement Of(string table, string publication, IEnumerable<IReadOnlyList<string>> rows)
    {
        var lines = rows.Select(fields => string.Join(',', fields.Select(CsvText.Field)) + "\n");
        return Tag("a", Class("csv"), With("download", $"{table}-{publication}.csv"),
            With("href", "data:text/csv;charset=utf-8," + Uri.EscapeDataString(string.Concat(lines))), $"CSV {table}");
    }
}
