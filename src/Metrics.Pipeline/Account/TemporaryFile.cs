namespace Metrics.Pipeline.Account;

/// <summary>A file for the owner alone, without a lasting name: gone when it is closed, or with the process.</summary>
static class TemporaryFile
{
    internal static FileStream Open()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 1 << 16,
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

    static string NewPath() => Path.Combine(Path.GetTempPath(), $"metrics-{Guid.NewGuid():N}");
}
