using System.Globalization;
using Metrics.Documents.Published;
using Spectre.Console;

namespace Metrics.Cli;

/// <summary>The figures and checks of a year as tables for a person, in the order of the report. They read without colour too.</summary>
/// <param name="language"><c>zh</c> or <c>en</c>; null: each text in both, Chinese above English.</param>
sealed class FiguresView(IAnsiConsole console, string? language)
{
    internal void Figures(string title, IEnumerable<PublishedRow> rows, IReadOnlyList<FigureNames>? names)
    {
        var table = New(new("指标", "figure"), new("数值", "value"), new("分子/分母", "fraction"), new("含义", "definition"));
        table.Title = new(Markup.Escape(title));
        Add(table, rows, "figure", names, row => (Value(row), row.Count("denominator") is { } denominator ? $"{row["numerator"]} / {denominator}" : ""));
        console.Write(table);
    }

    internal void Checks(IEnumerable<PublishedRow> rows, IReadOnlyList<FigureNames>? names)
    {
        var table = New(new("核对", "check"), new("左、右", "left, right"), new("结果", "result"), new("含义", "definition"));
        Add(table, rows, "check", names, row =>
            ($"{row["left"]}, {row["right"]}", In(row["holds"] == "1" ? new("相符", "holds") : new("不符", "does not hold"))));
        console.Write(table);
    }

    /// <param name="cells">What stands between a row's name and its definition.</param>
    void Add(Table table, IEnumerable<PublishedRow> rows, string key, IReadOnlyList<FigureNames>? names, Func<PublishedRow, (string, string)> cells)
    {
        var places = (names ?? []).Index().ToDictionary(n => n.Item.Id, n => n.Index);
        foreach (var row in rows.OrderBy(r => places.GetValueOrDefault(r[key], places.Count)))
        {
            var name = places.TryGetValue(row[key], out var place) ? names![place] : null;
            var (value, more) = cells(row);
            var (title, definition) = name is null ? (row[key], "") : ($"{In(name.Name)}\n{row[key]}", In(name.Definition));
            table.AddRow(Cell(title), Cell(value), Cell(more), Cell(definition));
        }
    }

    /// <summary>A rate of nothing is a dash.</summary>
    static string Value(PublishedRow row) =>
        row["denominator"].Length == 0 ? row["value"] : row.Number("value")?.ToString("0.00 %", CultureInfo.InvariantCulture) ?? "–";

    Table New(params Bilingual[] columns)
    {
        var table = new Table { Border = TableBorder.Rounded, ShowRowSeparators = true };
        foreach (var column in columns)
            table.AddColumn(new TableColumn(Cell(In(column))) { Alignment = column.En is "value" or "fraction" ? Justify.Right : Justify.Left });
        return table;
    }

    string In(Bilingual text) => language switch { "zh" => text.Zh, "en" => text.En, _ => $"{text.Zh}\n{text.En}" };

    static Markup Cell(string text) => new(Markup.Escape(text));
}
