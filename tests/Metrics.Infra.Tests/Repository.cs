using System.Reflection;

namespace Metrics.Infra.Tests;

/// <summary>Where the files under test lie, as the build wrote it into this assembly.</summary>
static class Repository
{
    static readonly Dictionary<string, string?> Metadata = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .ToDictionary(a => a.Key, a => a.Value);

    public static string Root { get; } = Metadata["RepositoryRoot"]!;

    public static string Infra { get; } = Path.Combine(Root, "infra", "bicep");

    /// <summary>The pinned compiler, unpacked by restore.</summary>
    public static string BicepCompiler { get; } = Path.Combine(Metadata["BicepPackages"]!, Metadata["BicepPackage"]!, "tools", "bicep");

    /// <summary>Names, relative to <see cref="Infra"/>, of all files with this ending.</summary>
    public static IEnumerable<string> InfraFiles(string ending) =>
        Directory.EnumerateFiles(Infra, "*" + ending, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Infra, file))
            .Order(StringComparer.Ordinal);

    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));
}
