namespace Metrics.Cli;

/// <summary>The folder of a publication's files: all of them, or as it was before.</summary>
static class PublicationFolder
{
    /// <summary>Writes beside, then moves: a full disk fails before the first file of the folder is touched.</summary>
    /// <param name="files">By name. Other files of the folder stay.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    internal static void Write(IReadOnlyDictionary<string, byte[]> files, string target)
    {
        Directory.CreateDirectory(target);
        var beside = Directory.CreateDirectory(Path.Combine(target, ".writing-" + Guid.NewGuid().ToString("N")));
        try
        {
            foreach (var (name, bytes) in files)
                File.WriteAllBytes(Path.Combine(beside.FullName, name), bytes);
            foreach (var name in files.Keys)
                File.Move(Path.Combine(beside.FullName, name), Path.Combine(target, name), overwrite: true);
        }
        finally
        {
            beside.Delete(recursive: true);
        }
    }
}
