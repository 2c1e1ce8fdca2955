namespace Metrics.Cli;

/// <summary>A file that a command makes: whole, or as it was before.</summary>
static class OutFile
{
    /// <exception cref="IOException">It cannot be written.</exception>
    internal static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        var beside = $"{path}.{Guid.NewGuid():N}";
        try
        {
            await using (var file = File.Create(beside))
                await write(file);
            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
