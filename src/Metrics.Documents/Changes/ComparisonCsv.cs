using System.Globalization;
using System.Text;
using Metrics.Documents.Published;
using Metrics.Files;

namespace Metrics.Documents.Changes;

/// <summary>
/// The changes of a comparison as CSV: a column for each key that a table may have, and a row for each change, its reason <c>*</c>.
/// After a replay the row of a change is followed by those of its parts.
/// </summary>
public static class ComparisonCsv
{
    static readonly string[] _keys = [.. PublishedTable.KeyColumns.Where(k => k is not ("source" or "file" or "code"))];

    /// <exception cref="RefusedException">A table is damaged: what was written so far counts for nothing.</exception>
    public static async Task WriteAsync(Comparison comparison, Stream to, CancellationToken stop)
    {
        await using var writer = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        string[] header =
        [
            "table", .. _keys, "column", "reason", "before", "after", "before_numerator", "before_denominator", "after_numerator", "after_denominator",
        ];
        await writer.WriteLineAsync(string.Join(',', header));
        await foreach (var change in comparison.ChangesAsync(stop))
        {
            await writer.WriteLineAsync(Row(change, "*", change.Before, change.After));
            foreach (var part in change.Parts)
                await writer.WriteLineAsync(Row(change, Reasons.Code(part.Reason), part.Before, part.After));
        }
    }

    static string Row(Change change, string reason, CellValue before, CellValue after)
    {
        var keys = _keys.Select(k => change.Keys.FirstOrDefault(own => own.Key == k).Value ?? "");
        string[] fields =
        [
            change.Table, .. keys, change.Column, reason, before.Text, after.Text, .. Numbers(before.Fraction), .. Numbers(after.Fraction),
        ];
        return string.Join(',', fields.Select(CsvText.Field));
    }

    static string[] Numbers(Fraction? fraction) => fraction is { } known
        ? [known.Part.ToString(CultureInfo.InvariantCulture), known.Whole.ToString(CultureInfo.InvariantCulture)] : ["", ""];
}
