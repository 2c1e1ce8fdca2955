namespace Metrics.Proposing;

/// <summary>Where the value of a contract column comes from, with the doubts.</summary>
readonly record struct ProposedSource(string Json, Bilingual? Doubt)
{
    /// <summary>A code of the form of a division that none is: to be replaced.</summary>
    public const string NoDistrict = "999999";

    public static ProposedSource Constant(string value, Bilingual doubt) => new($$"""{ "constant": {{ProposedLine.Quote(value)}} }""", doubt);

    /// <summary>The cells, and the words for those that the contract does not know.</summary>
    public static ProposedSource Of(string name, FileColumn column)
    {
        var other = name switch { "channel" => "other", "district" => NoDistrict, _ => null };
        var header = ProposedLine.Quote(column.Header);
        if (column.IsText && other is not null)
        {
            return new($$"""{ "column": {{header}}, "else": "{{other}}" }""",
                new($"单元格不是词语，均按 {other} 计，请修改", $"its cells are no words: all are {other}; edit it"));
        }
        var (named, unknown) = (new List<string>(), new List<string>());
        var isOwn = true;
        // A withdrawal is an event of its own, and no result.
        foreach (var cell in column.Words.Where(w => name != "result" || Vocabulary.Word(name, w) != "withdrawn"))
        {
            var word = ContractWord.Of(name, cell);
            isOwn &= word?.IsOwn ?? other is null;
            if (word is null)
                unknown.Add(cell);
            if ((word?.Word ?? other) is { } given)
                named.Add($"{ProposedLine.Quote(cell)}: {ProposedLine.Quote(given)}");
        }
        var json = isOwn ? header : $$"""{ "column": {{header}}, "values": { {{string.Join(", ", named)}} } }""";
        return new(json, DoubtOf(name, column, unknown, other));
    }

    static Bilingual? DoubtOf(string name, FileColumn column, List<string> unknown, string? other)
    {
        if (column.IsText && name is ("event" or "result" or "rating" or "deleted"))
            return new("单元格是文字而非词语，请在 values 中列出其含义", "its cells are texts and no words: say in values what they mean");
        if (unknown.Count > 0)
        {
            return other == NoDistrict
                ? new("请把 999999 改为六位行政区划代码（GB/T 2260）", "write the six digits of the division (GB/T 2260) instead of 999999")
                : other is null ? new($"{unknown.Count} 个词含义不明，相应行将被拒收，请在 values 中补充",
                    $"not known: {unknown.Count} of its words, whose lines will be rejected; add them to values")
                : new($"{unknown.Count} 个词含义不明，按 {other} 计", $"not known, and taken as {other}: {unknown.Count} of its words");
        }
        return column.IsSure ? null : new("由表头部分文字推断", "a part of the header is known");
    }
}
