using System.Text;
using Metrics.Documents.Published;

namespace Metrics.Documents.Reports;

/// <summary>
/// The file of <c>--tags</c> (contract 11): CSV in UTF-8 with the columns tag, table, keys, column. Keys are <c>name=value</c> with
/// <c>;</c> between.
/// </summary>
public static class CellTags
{
    const string Header = "tag,table,keys,column";

    /// <summary>Those of every cell that the shipped templates use.</summary>
    public static IReadOnlyList<CellTag> Shipped { get; } = ReadShipped();

    /// <summary>The shipped tags and those of a file, which may give a shipped name another cell.</summary>
    /// <exception cref="RefusedException">With the row.</exception>
    public static async Task<IReadOnlyList<CellTag>> ReadAsync(Stream csv, CancellationToken stop)
    {
        var own = await RowsAsync(csv, stop);
        return [.. Shipped.Where(s => own.All(o => o.Tag != s.Tag)), .. own];
    }

    static async Task<List<CellTag>> RowsAsync(Stream csv, CancellationToken stop)
    {
        var text = await TextAsync(csv, stop);
        using var rows = new TableRows(new StringReader(text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n"));
        var tags = new List<CellTag>();
        for (var line = 1; await rows.ReadAsync(stop); line++)
        {
            if (line == 1)
                Expect(string.Join(',', rows.Fields) == Header, line, $"the header {Header}", $"表头 {Header}");
            else
                tags.Add(Tag(rows.Fields, line, tags));
        }
        Expect(text.Length > 0, 1, $"the header {Header}", $"表头 {Header}");
        return tags;
    }

    static CellTag Tag(IReadOnlyList<string> row, int line, List<CellTag> before)
    {
        Expect(row.Count == 4 && row[0].Length > 0, line, "tag, table, keys and column", "标记、表、键、列四项");
        Expect(!row[0].Contains('|', StringComparison.Ordinal) && before.All(t => t.Tag != row[0]), line, "a tag of its own without '|'", "不重复且不含“|”的标记");
        Expect(TableWords.Tables.Contains(row[1]), line, "a table: " + string.Join(", ", TableWords.Tables), "表名：" + string.Join("、", TableWords.Tables));
        var keys = row[2].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(k => k.Split('=', 2)).ToList();
        Expect(keys.All(k => k.Length == 2) && keys.DistinctBy(k => k[0]).Count() == keys.Count, line, "keys as name=value;name=value", "键写作 名称=值;名称=值");
        Expect(row[3].Length > 0, line, "a column", "列名");
        return new(row[0], row[1], keys.ToDictionary(k => k[0], k => k[1]), row[3]);
    }

    static async Task<string> TextAsync(Stream csv, CancellationToken stop)
    {
        using var reader = new StreamReader(csv, new UTF8Encoding(false, throwOnInvalidBytes: true));
        try
        {
            return await reader.ReadToEndAsync(stop);
        }
        catch (DecoderFallbackException)
        {
            throw new RefusedException("tags: bytes that are no UTF-8, expected a CSV file in UTF-8", "标记文件：含有无效的UTF-8字节，应为UTF-8的CSV文件");
        }
    }

    static void Expect(bool holds, int line, string expected, string expectedZh)
    {
        if (!holds)
            throw new RefusedException($"tags: row {line}: expected {expected}", $"标记文件：第{line}行：应为{expectedZh}");
    }

    static List<CellTag> ReadShipped()
    {
        using var data = typeof(CellTags).Assembly.GetManifestResourceStream("Metrics.Documents.Reports.Data.tags.csv")!;
        return RowsAsync(data, CancellationToken.None).GetAwaiter().GetResult();
    }
}
