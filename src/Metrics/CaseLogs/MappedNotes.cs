using System.Globalization;

namespace Metrics.CaseLogs;

/// <summary>What the sender of a mapped file should know beside its rejected lines (contract 7).</summary>
public static class MappedNotes
{
    const int MostHeaders = 10;

    /// <summary>Headers that the mapping names and the file lacks; null: none.</summary>
    public static Bilingual? OfHeaders(LogTally tally)
    {
        if (tally.LackingHeaders is not { Count: > 0 } lacking)
            return null;
        var (shown, more) = (lacking.Take(MostHeaders).ToList(), lacking.Count > MostHeaders ? "…" : "");
        return new($"文件缺少映射所列表头{string.Join("、", shown)}{more}，其单元格均视为缺失",
            $"the file lacks headers that its mapping names, whose cells are all missing: {string.Join(", ", shown)}{more}");
    }

    /// <param name="most">Values that are shown.</param>
    public static Bilingual OfUnnamed(UnnamedCells cells, int most)
    {
        var shown = cells.MostCommon(most);
        return new(
            Text($"表头{cells.Header}（{cells.Column}）有{cells.Count}个单元格的值未在 values 中列出{Listed(shown, "：", "、")}"),
            Text($"header {cells.Header} ({cells.Column}): {cells.Count} cells are not among its values{Listed(shown, ": ", ", ")}"));
    }

    static string Listed(IReadOnlyList<(string Value, long Count)> shown, string before, string between) =>
        shown.Count == 0 ? "" : before + string.Join(between, shown.Select(s => Text($"{s.Value} × {s.Count}")));

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
