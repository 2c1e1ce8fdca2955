using Metrics.CaseLogs;

namespace Metrics.Cli;

/// <summary>
/// The log files behind the paths of a command line. A file's source is the folder that the command line names and that
/// holds it at any depth; of a path that is a file, its own folder.
/// </summary>
static class LogPaths
{
    /// <returns>By source, then name, as UTF-8 bytes: the reading order.</returns>
    /// <exception cref="CommandException">A path that is not there, or two files under one name.</exception>
    internal static IReadOnlyList<LogFile> Find(IEnumerable<string> paths, string? source)
    {
        var files = new Dictionary<(string Source, string Name), string>();
        foreach (var path in paths)
            foreach (var (name, full) in Under(path))
            {
                var key = (source ?? SourceOf(path), name);
                if (!files.TryAdd(key, full) && files[key] != full)
                    throw new CommandException($"{files[key]} and {full} are both {key.Item1}/{key.name}: one file a name",
                        $"{files[key]} 与 {full} 同名（{key.Item1}/{key.name}）：一个名称只能对应一个文件");
            }
        return [.. files.Select(f => new LogFile(f.Key.Source, f.Key.Name, () => Open(f.Value)))
            .OrderBy(f => f.Source, Utf8Order.Instance).ThenBy(f => f.Name, Utf8Order.Instance)];
    }

    static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);

    static string SourceOf(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        return Path.GetFileName(Directory.Exists(full) ? full : Path.GetDirectoryName(full)!);
    }

    static IEnumerable<(string Name, string Full)> Under(string path)
    {
        var full = Path.GetFullPath(path);
        if (File.Exists(full))
            return [(Path.GetFileName(full), full)];
        if (!Directory.Exists(full))
            throw new CommandException($"--logs {path}: no such file or folder", $"--logs {path}：文件或文件夹不存在");
        var every = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };
        return Directory.EnumerateFiles(full, "*", every)
            .Select(f => (Path.GetRelativePath(full, f).Replace(Path.DirectorySeparatorChar, '/'), f));
    }
}
