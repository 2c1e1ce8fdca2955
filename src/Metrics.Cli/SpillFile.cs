using Metrics.Events;

namespace Metrics.Cli;

/// <summary>Temporary files for what the shards cannot hold in memory: for the owner alone, and gone with the process.</summary>
static class SpillFile
{
    internal const long HeldBytes = 352L * 1024 * 1024;
    const int BufferSize = 1024 * 1024;

    /// <param name="threads">Threads that share the memory.</param>
    internal static Spill Of(int threads) => new(HeldBytes / threads, Open);

    /// <summary>An empty one, to write, seek and read.</summary>
    internal static FileStream Open()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = BufferSize,
            Options = FileOptions.DeleteOnClose,
        };
        if (OperatingSystem.IsWindows())
            return new(NewPath(), options);
        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(NewPath(), options);
        // An open file needs no name: it is gone even if the process is killed.
        File.Delete(file.Name);
        return file;
    }

    static string NewPath() => Path.Combine(Path.GetTempPath(), "metrics-" + Path.GetRandomFileName());
}
