namespace Metrics.Documents.Published;

/// <summary>Why a folder is no publication that can be read.</summary>
static class PublicationRefusals
{
    internal static RefusedException NoPublication() => new(
        "this is no publication: it has no manifest.json; expected the files of one, as metrics summarize --out writes them",
        "此处不是发布结果：缺少 manifest.json；应为 metrics summarize --out 写出的文件");

    internal static RefusedException Missing(string name) => new(
        $"{name} of the publication is missing, expected every file that manifest.json names; the folder was perhaps copied in part",
        $"发布结果缺少 {name}，应有 manifest.json 所列的全部文件；文件夹可能未复制完整");

    internal static RefusedException Damaged(string name) => new(
        $"{name} is not the file that manifest.json names: its SHA-256 differs; it was changed by hand, cut off, or is of another publication",
        $"{name} 与 manifest.json 所列的不符：SHA-256 不同；可能被手工修改、被截断，或来自另一次发布");

    internal static RefusedException OtherKeys(string table, string before, string after) => new(
        $"{table} cannot be compared: its rows are known by {before} in one publication and by {after} in the other",
        $"无法比较 {table}：两次发布的键列不同（{before}；{after}）");

    internal static RefusedException Unreadable(string name, string found) => new(
        $"{name} of the publication cannot be read: {found}; expected a publication of definitions 1 or 2",
        $"无法读取发布结果的 {name}（{found}）；应为口径版本1或2的发布结果");
}
