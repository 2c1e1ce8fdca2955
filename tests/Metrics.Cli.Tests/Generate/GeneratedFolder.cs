using System.Security.Cryptography;
using Metrics.Cli.Generate;
using Metrics.Cli.Generate.City;
using Metrics.Cli.Generate.Logs;

namespace Metrics.Cli.Tests.Generate;

/// <summary>A generated city-year in a folder of its own, gone with the tests.</summary>
public sealed class GeneratedFolder : IDisposable
{
    public GeneratedFolder()
        : this(new CityPlan(20_000, 42, 2019, Plain: false))
    {
    }

    internal GeneratedFolder(CityPlan plan) => Counts = GeneratedCity.Write(plan, Weekdays, Path);

    public string Path { get; } = Directory.CreateTempSubdirectory("metrics-city-").FullName;
    internal GeneratedCounts Counts { get; }

    /// <summary>Names of all files, with '/', in order.</summary>
    public IReadOnlyList<string> Files =>
        [.. Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories)
            .Select(f => System.IO.Path.GetRelativePath(Path, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public byte[] Read(string name) => File.ReadAllBytes(System.IO.Path.Combine(Path, name));

    /// <summary>SHA-256 over names and contents.</summary>
    internal string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in Files)
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(name));
            hash.AppendData(Read(name));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    // Not the shipped calendar: the tests pin bytes, which a notice of the State Council must not change.
    static bool Weekdays(Day day) => day.Date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
}
