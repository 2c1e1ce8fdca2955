namespace Metrics.Pipeline.Account;

/// <summary>A file without a lasting name: gone when it is closed.</summary>
static class TemporaryFile
{
    internal static FileStream Open() => new(
        Path.Combine(Path.GetTempPath(), $"metrics-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
}
