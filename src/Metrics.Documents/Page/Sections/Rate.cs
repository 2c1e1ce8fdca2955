using Metrics.Documents.Page.Charts;
using Metrics.Documents.Page.Markup;
using Metrics.Documents.Published;

namespace Metrics.Documents.Page.Sections;

/// <summary>A published rate with its fraction, as a bar.</summary>
/// <param name="Part">Column of its numerator.</param>
/// <param name="Whole">Column of its denominator.</param>
sealed record Rate(string Column, string Part, string Whole)
{
    /// <summary>Null: there is no row, or nothing to count.</summary>
    internal Bar? Bar(PublishedRow? row) => row?.Number(Column) is { } rate
        ? new(TableWords.Column(Column), $"{Digits.Grouped(row[Part])} / {Digits.Grouped(row[Whole])}", (double)rate, Digits.Percent(row[Column]))
        : null;
}
