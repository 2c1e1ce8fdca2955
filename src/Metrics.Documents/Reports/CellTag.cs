namespace Metrics.Documents.Reports;

/// <summary>A name for a cell of a table.</summary>
/// <param name="Keys">By key column; <c>{year}</c> stands for the report's year. A key that is not named is <c>*</c>.</param>
public sealed record CellTag(string Tag, string Table, IReadOnlyDictionary<string, string> Keys, string Column);
