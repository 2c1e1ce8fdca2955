using System.Text;
using Metrics.Documents.Changes;
using Metrics.Documents.Published;

namespace Metrics.Cli.Compare;

/// <summary>A comparison as lines for a person, in Chinese and English: why first, then each table with its changes.</summary>
static class ComparisonText
{
    internal static async Task WriteAsync(Comparison comparison, Stream to, CancellationToken stop)
    {
        await using var writer = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        await writer.WriteLineAsync($"{comparison.Before.Id} → {comparison.After.Id}");
        await writer.WriteLineAsync($"periods that ended by {comparison.Through} ({comparison.Through} 及以前结束的期间)");
        foreach (var cause in comparison.Causes)
            await writer.WriteLineAsync($"  {Reasons.Name(cause.Reason)}: {cause.What}  {Short(cause.Before)} → {Short(cause.After)}");
        var (table, count) = ("", 0L);
        await foreach (var change in comparison.ChangesAsync(stop))
        {
            if (change.Table != table)
                await writer.WriteLineAsync($"\n{table = change.Table}  {TableWords.Table(table)}");
            await WriteAsync(writer, change);
            count++;
        }
        await writer.WriteLineAsync($"\n{count} numbers differ ({count} 个数字有变化)");
    }

    static async Task WriteAsync(TextWriter writer, Change change)
    {
        var keys = string.Join(' ', change.Keys.Select(k => k.Value));
        await writer.WriteLineAsync($"  {keys}  {change.Column}  {Text(change.Before)} → {Text(change.After)}");
        foreach (var part in change.Parts)
            await writer.WriteLineAsync($"    {Reasons.Name(part.Reason)}:  {Text(part.Before)} → {Text(part.After)}");
    }

    /// <summary>A rate with its fraction.</summary>
    static string Text(CellValue value) =>
        value.Text.Length == 0 ? "–" : value.Fraction is { } fraction ? $"{value.Text} ({fraction.Part}/{fraction.Whole})" : value.Text;

    /// <summary>Of a hash the beginning is enough to tell it from the other.</summary>
    static string Short(string? text) => text is null ? "–" : text.Length == 64 ? text[..12] : text;
}
