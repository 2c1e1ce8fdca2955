namespace Metrics.Files;

/// <summary>Why a file is refused for its header.</summary>
static class HeaderRefusals
{
    public static RefusedException Twice(string column, string first, string second) => new(
        $"the header names the column {column} twice ('{first}' and '{second}'), expected once, in English or Chinese",
        $"表头中列{column}出现两次（“{first}”和“{second}”），中英文名称只应出现一次");

    public static RefusedException CrInside(ReadOnlySpan<byte> header)
    {
        var lone = LikelyCause.HasLoneCr(header);
        return new(
            $"a header has a CR inside, expected none{(lone ? $"; {LikelyCause.LoneCr.En}" : "")}",
            $"表头单元格中有CR，不应有{(lone ? $"；{LikelyCause.LoneCr.Zh}" : "")}");
    }

    /// <param name="cause">The likely one, if the bytes tell it.</param>
    public static RefusedException Missing(ColumnNames columns, NearestRecord nearest, Bilingual? cause)
    {
        var needed = columns.Lacking(new bool[columns.Count]);
        var (foundEn, foundZh) = nearest.Line == 0
            ? ("no record could be read", "没有可以读取的记录")
            : ($"{nearest.Place.En} comes nearest with {nearest.Shapes.En}; "
                + $"it lacks {string.Join(", ", nearest.Lacking.Select(c => c.En))}",
               $"最接近的是{nearest.Place.Zh}：{nearest.Shapes.Zh}；缺少{string.Join("、", nearest.Lacking.Select(c => c.Zh))}");
        return new(
            $"no header: none of the first 20 records names {string.Join(", ", needed.Select(c => c.En))}; "
                + $"{foundEn}{(cause is { } en ? $"; {en.En}" : "")}",
            $"没有表头：前20条记录中没有一条写明{string.Join("、", needed.Select(c => c.Zh))}；{foundZh}{(cause is { } zh ? $"；{zh.Zh}" : "")}")
        {
            Cells = nearest.Cells,
        };
    }
}
