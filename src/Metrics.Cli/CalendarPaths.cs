using Metrics.Calendars;

namespace Metrics.Cli;

/// <summary>Calendar records from files: a path is a file, or a folder whose .json files are read in the order of their names.</summary>
static class CalendarPaths
{
    /// <returns>The shipped records and those of the paths.</returns>
    /// <exception cref="RefusedException">A file is refused.</exception>
    /// <exception cref="RefusedException">A path is not there, or a folder without records.</exception>
    internal static CalendarRecords Read(IEnumerable<string> paths) =>
        paths.SelectMany(FilesOf).Aggregate(CalendarRecords.Shipped, (records, file) => records.With(file, File.ReadAllBytes(file)));

    internal static IReadOnlyList<string> FilesOf(string path)
    {
        if (File.Exists(path))
            return [path];
        if (!Directory.Exists(path))
            throw new RefusedException($"--calendar {path}: no such file or folder", $"--calendar {path}：文件或文件夹不存在");
        string[] files = [.. Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        return files.Length > 0 ? files : throw new RefusedException(
            $"--calendar {path}: found no .json file in this folder", $"--calendar {path}：文件夹中没有 .json 文件");
    }
}
