namespace Metrics.Cli.Tests.Tool;

/// <summary>
/// The command packed as a tool, once for all tests: in <c>artifacts/tool</c>, where what has not changed is not compiled again. A feed
/// that lacks the compiler's package fails the tests.
/// </summary>
public sealed class ToolPackages : IAsyncLifetime
{
    static readonly string _artifacts = Repository.File("artifacts/tool");

    /// <summary>The folder of the packages: a feed of its own.</summary>
    internal static string Folder { get; } = Path.Combine(_artifacts, "packages");

    public async ValueTask InitializeAsync()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
        var pack = await MetricsProcess.RunAsync("dotnet",
        [
            "pack", Repository.File("src/Metrics.Cli"), "-c", "Release", "--artifacts-path", _artifacts, "-o", Folder, "-v", "quiet", "--nologo",
        ]);
        Assert.True(pack.ExitCode == 0, pack.Output + pack.Error);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
