using Metrics.Evidence;

namespace Metrics.Documents.Evidence;

/// <summary>What a column must hold for a row to be a hit.</summary>
/// <param name="Takes">By the values of a part, and a row.</param>
sealed record EvidenceFilter(PartColumn Column, Func<ColumnValues, int, bool> Takes)
{
    /// <exception cref="RefusedException">The table has no such column, or the column no such value.</exception>
    internal static IReadOnlyList<EvidenceFilter> Of(EvidenceQuestion question, IReadOnlyList<PartColumn> columns)
    {
        var filters = question.Filters.Select(f => OfValues(Find(question, columns, f.Column), f.Values)).ToList();
        if (question.Period is { } period)
            filters.Add(OfPeriod(Find(question, columns, question.By), period));
        // What is read the fastest comes first: where it leaves no row, nothing else of a part is read.
        return [.. filters.OrderBy(f => f.Column.Type == ColumnType.Text)];
    }

    static PartColumn Find(EvidenceQuestion question, IReadOnlyList<PartColumn> columns, string name) => columns.FirstOrDefault(c => c.Name == name)
        ?? throw EvidenceQuestion.Unfit($"a column of {question.Table}", name,
            new("其列之一：" + string.Join("、", columns.Select(c => c.Name)), "one of " + string.Join(", ", columns.Select(c => c.Name))));

    static EvidenceFilter OfValues(PartColumn column, IReadOnlyList<string> values)
    {
        if (column.Type == ColumnType.Text)
        {
            var texts = values.ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
            // A missing text is an empty one.
            return new(column, (all, row) => texts.Contains(all.Texts[row].GetValueOrDefault().Span));
        }
        var numbers = values.Select(v => column.Read(v) ?? throw EvidenceQuestion.Unfit(column.Name, v, column.Expected)).ToHashSet();
        return new(column, (all, row) => numbers.Contains(all.Numbers[row]));
    }

    static EvidenceFilter OfPeriod(PartColumn column, Period period) => new(column, (all, row) =>
    {
        if (all.Numbers[row] is var ticks && ticks == EvidenceColumn.Missing)
            return false;
        var day = new DateTime(ticks);
        var month = Period.OfMonth(Month.Of(day.Year, day.Month));
        return month == period || month.Wider == period || month.Wider.Wider == period;
    });
}
