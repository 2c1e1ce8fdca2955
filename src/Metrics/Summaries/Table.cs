namespace Metrics.Summaries;

/// <summary>A table of the summary (contract 4).</summary>
/// <param name="Keys">The first columns are keys, texts; all others are numbers or empty.</param>
/// <param name="Csv">UTF-8, header and rows, sorted key by key as bytes.</param>
/// <param name="AtAGlance">
/// Its rows in <c>summary.json</c>, by column, as texts: those that are <c>*</c> in every key but period, month, policy and code.
/// </param>
public sealed record Table(string Name, int Keys, IReadOnlyList<string> Columns, byte[] Csv, IReadOnlyList<string[]> AtAGlance);
