using Metrics.Documents.Page.Charts;
using Metrics.Documents.Page.Markup;
using Metrics.Documents.Published;

namespace Metrics.Documents.Page.Sections;

/// <summary>A published rate with its fraction, as a bar.</summary>
static class RateBar
{
    /// <summary>Null: there is no row, or nothing to count.</summary>
    internal static Bar? Of(PublishedRow? row, string rate) => row?.Number(rate) is { } share && RateColumns.Of(rate, row) is { } fraction
        ? new(TableWords.Column(rate), $"{Digits.Grouped(fraction.Part)} / {Digits.Grouped(fraction.Whole)}", (double)share, Digits.Percent(row[rate]))
        : null;
}
