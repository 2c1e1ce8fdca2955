using Metrics.Documents.Published;

namespace Metrics.Documents.Changes;

/// <summary>What stands in a column of a row.</summary>
/// <param name="Text">As it stands in the file; empty: a number of nothing, or there is no such row.</param>
/// <param name="Number">Null: a rate, mean or percentile of nothing. A count of a row that is not there is 0.</param>
/// <param name="Fraction">Null: it is no rate, or there is no such row.</param>
public readonly record struct CellValue(string Text, decimal? Number, Fraction? Fraction);

/// <summary>What one reason did to a number.</summary>
public readonly record struct Part(Reason Reason, CellValue Before, CellValue After);

/// <summary>A number of a closed period that two publications give differently.</summary>
/// <param name="Keys">Those of its row, by the columns of the table's keys.</param>
/// <param name="Parts">What a replay found each reason to have done, from the value before on, one after the other; empty: nothing was replayed.</param>
public sealed record Change(
    string Table, IReadOnlyList<KeyValuePair<string, string>> Keys, string Column, CellValue Before, CellValue After, IReadOnlyList<Part> Parts)
{
    /// <summary>Whether its row stands in <c>summary.json</c> (contract 5).</summary>
    public bool IsAtAGlance =>
        Keys.All(key => key.Value == "*" || key.Key is not ("department" or "district" or "channel" or "stage" or "item_code"));

    /// <summary>How far it moved, in its own unit; a number of nothing is 0 here.</summary>
    public decimal Size => Math.Abs((After.Number ?? 0) - (Before.Number ?? 0));
}
