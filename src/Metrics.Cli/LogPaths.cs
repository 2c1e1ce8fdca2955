using Metrics.CaseLogs;
using Metrics.Documents;

namespace Metrics.Cli;

/// <summary>
/// The log files behind the paths of a command line. A file's source is the folder that the command line names and that
/// holds it at any depth; of a path that is a file, its own folder.
/// </summary>
static class LogPaths
{
    /// <returns>By source, then name, as UTF-8 bytes: the reading order.</returns>
    /// <exception cref="RefusedException">A path that is not there, or two files under one name.</exception>
    internal static IReadOnlyList<LogFile> Find(IEnumerable<string> paths, string? source)
    {
        var files = new Dictionary<string, Found>();
        foreach (var path in paths)
        {
            foreach (var found in Under(path, source ?? SourceOf(path)))
            {
                // No name of a folder holds a slash, and one given for all is the same for all.
                if (!files.TryAdd($"{found.Source}/{found.Name}", found) && files[$"{found.Source}/{found.Name}"] is var other && other != found)
                {
                    throw new RefusedException($"{other.Path} and {found.Path} are both {found.Source}/{found.Name}: one file a name",
                        $"{other.Path} 与 {found.Path} 同名（{found.Source}/{found.Name}）：一个名称只能对应一个文件");
                }
            }
        }
        return [.. files.Values.Select(Log).OrderBy(f => f.Source, Utf8Order.Instance).ThenBy(f => f.Name, Utf8Order.Instance)];
    }

    static LogFile Log(Found file) =>
        new(file.Source, file.Name, () => Open(file.Path)) { Size = new FileInfo(file.Path).Length, Scratch = TemporaryFile.Open };

    sealed record Found(string Source, string Name, string Path);

    static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);

    static string SourceOf(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        return Path.GetFileName(Directory.Exists(full) ? full : Path.GetDirectoryName(full)!);
    }

    static IEnumerable<Found> Under(string path, string source)
    {
        var full = Path.GetFullPath(path);
        if (File.Exists(full))
            return [new(source, Path.GetFileName(full), full)];
        if (!Directory.Exists(full))
            throw new RefusedException($"--logs {path}: no such file or folder", $"--logs {path}：文件或文件夹不存在");
        var every = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };
        return Directory.EnumerateFiles(full, "*", every)
            .Select(f => new Found(source, Path.GetRelativePath(full, f).Replace(Path.DirectorySeparatorChar, '/'), f));
    }
}
