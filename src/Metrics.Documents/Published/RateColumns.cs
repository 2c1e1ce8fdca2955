namespace Metrics.Documents.Published;

/// <summary>The fraction behind a rate (contract 4): sums of columns of its row.</summary>
public sealed record Fraction(long Part, long Whole);

/// <summary>Which columns a rate is made of.</summary>
public static class RateColumns
{
    /// <summary>Parts and wholes by rate. A column with a minus is taken off; one that the table lacks counts nothing.</summary>
    static readonly Dictionary<string, (string[] Part, string[] Whole)> _columns = new()
    {
        ["on_time_rate"] = (["on_time"], ["finished", "ended"]),
        ["kept_rate"] = (["on_time"], ["finished", "overdue"]),
        ["early_rate"] = (["early"], ["ended"]),
        ["same_day_rate"] = (["same_day"], ["immediate"]),
        ["one_trip_rate"] = (["one_trip_kept"], ["one_trip"]),
        ["online_rate"] = (["one_net"], ["accepted"]),
        ["no_visit_rate"] = (["no_visit"], ["accepted"]),
        ["realised_rate"] = (["capable_one_net"], ["capable_cases"]),
        ["realised_items_rate"] = (["realised_items"], ["capable_items"]),
        ["online_available_rate"] = (["online_items"], ["online_should"]),
        ["hall_rate"] = (["licence_in_hall"], ["licence_should_enter"]),
        ["full_online_rate"] = (["full_online_items"], ["online_should"]),
        ["cut_rate"] = (["statutory_days", "-promised_days"], ["statutory_days"]),
        ["good_rate"] = (["very_satisfied", "satisfied", "fairly_satisfied"], ["rated"]),
    };

    /// <summary>The fraction of a rate in a row; null: the column is no rate, as the value of an indicator without a denominator.</summary>
    public static Fraction? Of(string column, PublishedRow row) =>
        column == "value" ? row.Count("denominator") is { } whole ? new(row.Count("numerator") ?? 0, whole) : null
        : _columns.TryGetValue(column, out var sums) ? new(Sum(sums.Part, row), Sum(sums.Whole, row)) : null;

    /// <summary>What is divided by what, in words; empty: the column is no rate.</summary>
    public static Bilingual Formula(string column, PublishedRow row) => _columns.TryGetValue(column, out var sums)
        ? new(
            $"{Words(sums.Part, row, n => n.Zh)}/{Words(sums.Whole, row, n => n.Zh)}",
            $"{Words(sums.Part, row, n => n.En)} / {Words(sums.Whole, row, n => n.En)}")
        : new("", "");

    static string Words(string[] columns, PublishedRow row, Func<Bilingual, string> language)
    {
        var there = columns.Where(c => row.Has(c.TrimStart('-'))).ToList();
        var sum = string.Concat(there.Select((c, i) => (i == 0 ? "" : c[0] == '-' ? " − " : " + ") + language(TableWords.Column(c.TrimStart('-')))));
        return there.Count > 1 ? $"({sum})" : sum;
    }

    static long Sum(string[] columns, PublishedRow row) => columns.Sum(column =>
        column.TrimStart('-') is var name && !row.Has(name) ? 0 : (column[0] == '-' ? -1 : 1) * (row.Count(name) ?? 0));
}
