using Metrics.Evidence;

namespace Metrics.Documents.Evidence;

/// <summary>The files of a table in a folder of evidence.</summary>
public static class FolderParts
{
    /// <exception cref="RefusedException">The folder has no such table, or was not written to its end.</exception>
    public static EvidenceQuery Open(string folder, string table) => new(Find(folder, table));

    /// <summary>By name; opens each of them.</summary>
    /// <inheritdoc cref="Open"/>
    internal static IReadOnlyList<EvidenceSource> Find(string folder, string table)
    {
        if (Directory.Exists(folder) && Directory.EnumerateDirectories(folder, EvidenceFolder.Writing + "*").FirstOrDefault() is { } writing)
        {
            throw new RefusedException($"{folder}: found {Path.GetFileName(writing)}, so metrics summarize --evidence is still writing it, or was ended; "
                + "expected a whole folder: delete it and summarize again",
                $"{folder}：存在 {Path.GetFileName(writing)}，即 metrics summarize --evidence 仍在写入或曾被中断；请删除该文件夹后重新汇总");
        }
        var tables = Path.Combine(folder, table);
        string[] files = EvidenceTables.Names.Contains(table) && Directory.Exists(tables) ? Directory.GetFiles(tables, "*.parquet") : [];
        if (files.Length == 0)
        {
            throw new RefusedException($"{tables}: found no *.parquet, expected a table of a folder that metrics summarize --evidence has written",
                $"{tables}：没有 *.parquet 文件；应为 metrics summarize --evidence 写出的文件夹中的表");
        }
        Array.Sort(files, StringComparer.Ordinal);
        return [.. files.Select(f => new EvidenceSource(_ => Task.FromResult<Stream>(File.OpenRead(f)),
            e => new RefusedException($"{f} is damaged, or no Parquet: {e.Message}", $"{f} 已损坏或不是 Parquet：{e.Message}")))];
    }
}
