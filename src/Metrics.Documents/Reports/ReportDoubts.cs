namespace Metrics.Documents.Reports;

/// <summary>What the comments of a report say: what is missing, or what somebody should look at.</summary>
static class ReportDoubts
{
    internal static Bilingual NoCity { get; } =
        new("未知：运行时未给出城市名（--city 或设置 City）。", "Not known: the run was given no city (--city, or the setting City).");

    internal static Bilingual NoName(string name) =>
        new($"“{name}”不是报告数字、指标或标记的名称。", $"'{name}' is no figure, indicator or tag.");

    internal static Bilingual NoForm(ControlTag tag) =>
        new($"“{tag.Name}”没有“{tag.Form}”这种写法。", $"'{tag.Name}' has no form '{tag.Form}'.");

    internal static Bilingual NoCases(Bilingual figure, int year) =>
        new($"{figure.Zh}：办件和事项目录中没有{year}年可计的数。", $"{figure.En}: cases and catalogue have nothing to count in {year}.");

    internal static Bilingual NoRegister(Bilingual figure) =>
        new($"{figure.Zh}：本次发布没有登记簿（register.csv）。", $"{figure.En}: this publication was made without a register (register.csv).");

    internal static Bilingual NoRegisterRow(Bilingual figure, int year) =>
        new($"{figure.Zh}：登记簿中没有{year}年可计的行。", $"{figure.En}: the register has no row to count in {year}.");

    internal static Bilingual CountedAsNone(Bilingual figure, int year) => new(
        $"{figure.Zh}：登记簿中没有{year}年可计的行，按0计；如登记簿未登记此类事项，请补登后重新生成。",
        $"{figure.En}: the register has no row to count in {year}, so it is 0; if the register does not keep such rows, add them and make the report anew.");

    internal static Bilingual NoRow(string table, string keys) => new($"表 {table} 中没有 {keys} 的行。", $"The table {table} has no row of {keys}.");

    internal static Bilingual NoColumn(CellTag tag) =>
        new($"表 {tag.Table} 中没有列 {tag.Column}。", $"The table {tag.Table} has no column {tag.Column}.");

    internal static Bilingual NothingToCount(Bilingual name) => new($"{name.Zh}：没有可计的数。", $"{name.En}: nothing to count.");
}
