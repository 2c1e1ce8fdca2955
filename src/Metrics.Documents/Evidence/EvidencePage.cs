using Metrics.Evidence;

namespace Metrics.Documents.Evidence;

/// <summary>A column of an answer.</summary>
public sealed record EvidenceField(string Name, ColumnType Type);

/// <summary>Rows of a table of the evidence, in order.</summary>
/// <param name="Rows">By column: the value as a text, days as <c>yyyy-MM-dd</c>, flags as <c>true</c> or <c>false</c>; null: it is missing.</param>
/// <param name="Last">Where the last row lies, when there are more rows; null: there are none.</param>
public sealed record EvidencePage(IReadOnlyList<EvidenceField> Columns, IReadOnlyList<string?[]> Rows, EvidencePlace? Last);
