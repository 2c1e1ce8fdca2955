namespace Metrics.Tests.Docs;

/// <summary>A text that people wrote: code, page, query, template.</summary>
/// <param name="Path">Below the repository's root, with <c>/</c>.</param>
public sealed record TextFile(string Path, string Text)
{
    static readonly string[] _made = ["bin", "obj", "node_modules", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts", "StrykerOutput"];

    /// <summary>All files with these endings, but for what is built or downloaded and folders that begin with a dot, of which <c>.github</c> is read.</summary>
    public static IEnumerable<TextFile> All(params string[] endings) => Under(new(Repository.Root), endings);

    public static TextFile Read(string path) => new(path, File.ReadAllText(Repository.File(path)));

    static IEnumerable<TextFile> Under(DirectoryInfo folder, string[] endings) =>
        folder.EnumerateFiles().Where(f => endings.Contains(f.Extension)).Select(f => Read(Relative(f)))
            .Concat(folder.EnumerateDirectories().Where(IsWritten).SelectMany(d => Under(d, endings)));

    static bool IsWritten(DirectoryInfo folder) => folder.Name == ".github" || (folder.Name[0] != '.' && !_made.Contains(folder.Name));

    static string Relative(FileInfo file) => System.IO.Path.GetRelativePath(Repository.Root, file.FullName).Replace('\\', '/');
}
