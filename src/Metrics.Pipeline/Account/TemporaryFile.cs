namespace Metrics.Pipeline.Account;

/// <summary>A file for the owner alone, without a lasting name: gone when it is closed.</summary>
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
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(Path.Combine(Path.GetTempPath(), $"metrics-{Guid.NewGuid():N}"), options);
    }
}
