namespace Metrics;

/// <summary>Files of the repository that the tests read where they stand.</summary>
static class Repository
{
    internal static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    internal static string File(string path) => Path.Combine(Root, path);

    /// <summary>An adversarial example without mappings, register and spreadsheets.</summary>
    internal static string Example(int number) => File($"tests/Metrics.Tests/conformance/logs/plain-{number}");

    static string FindRoot(string folder) =>
        System.IO.File.Exists(Path.Combine(folder, "Metrics.sln")) ? folder : FindRoot(Path.GetDirectoryName(folder)!);
}
