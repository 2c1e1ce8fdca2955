namespace Metrics.Documents.Evidence;

/// <summary>Which rows of a table of the evidence are asked for (contract 9).</summary>
/// <param name="Filters">By column: the values wanted, any of them; an empty one wants rows without a value.</param>
/// <param name="Period">Null: all.</param>
/// <param name="By">The column of days that the period is of.</param>
public sealed record EvidenceQuestion(string Table, IReadOnlyList<(string Column, IReadOnlyList<string> Values)> Filters, Period? Period, string By)
{
    const string PeriodName = "period";
    const string ByName = "by";

    static readonly string[] _by = ["ended", "accepted", "refused"];

    /// <summary>Whether rows come by the day on which they are due.</summary>
    internal bool IsByDue => Filters.Any(f => f.Column == "state");

    /// <param name="asked">Names and values; a name given twice: either value.</param>
    /// <exception cref="RefusedException">A period, or what it is by, is not one. Columns are looked at when the table is read.</exception>
    public static EvidenceQuestion Read(string table, IEnumerable<(string Name, string Value)> asked)
    {
        var values = asked.GroupBy(a => a.Name, a => a.Value, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (Column: g.Key, Values: (IReadOnlyList<string>)[.. g.Distinct().Order(StringComparer.Ordinal)])).ToList();
        var by = Only(values, ByName) ?? _by[0];
        if (!_by.Contains(by))
            throw Unfit(ByName, by, new("ended、accepted 或 refused", "ended, accepted or refused"));
        var text = Only(values, PeriodName);
        var period = text is null ? null : Metrics.Period.Read(text);
        if (text is not null && period is null)
            throw Unfit(PeriodName, text, new("月、季度或年份，如 2019-03、2019-Q1 或 2019", "a month, quarter or year such as 2019-03, 2019-Q1 or 2019"));
        return new(table, [.. values.Where(v => v.Column is not (PeriodName or ByName))], period, by);
    }

    internal static RefusedException Unfit(string name, string found, Bilingual expected) =>
        new($"{name} is '{found}', expected {expected.En}", $"{name} 为“{found}”，应为{expected.Zh}");

    static string? Only(List<(string Column, IReadOnlyList<string> Values)> values, string name) => values.Find(v => v.Column == name).Values switch
    {
        null => null,
        [var one] => one,
        var more => throw Unfit(name, string.Join(", ", more), new("一个值", "one value")),
    };

    /// <summary>As a query of an address: the same question has the same text, and no character of it breaks a line.</summary>
    public override string ToString()
    {
        var parts = Filters.SelectMany(f => f.Values.Select(v => (f.Column, Value: v)));
        if (Period is { } period)
            parts = parts.Append((ByName, By)).Append((PeriodName, period.ToString()));
        return string.Join('&', parts.Select(p => $"{Uri.EscapeDataString(p.Column)}={Uri.EscapeDataString(p.Value)}"));
    }
}
