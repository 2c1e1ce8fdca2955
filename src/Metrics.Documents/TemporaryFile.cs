namespace Metrics.Documents;

/// <summary>A file for the owner alone, without a lasting name: gone when it is closed, or with the process.</summary>
public static class TemporaryFile
{
    /// <summary>Bytes that are written and read at a time.</summary>
    const int BufferSize = 1 << 16;

    /// <summary>An empty one, to write, seek and read.</summary>
    /// <exception cref="IOException">The temporary folder is full, or nobody may write there.</exception>
    public static FileStream Open()
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

    static string NewPath() => Path.Combine(Path.GetTempPath(), $"metrics-{Guid.NewGuid():N}");
}
