namespace Metrics.Architecture.Tests;

/// <summary>The domain computes. It reads no clock, and of the world outside it knows streams alone.</summary>
public sealed class DomainTests
{
    /// <summary>What may be used of System.IO: streams, and what reads and writes them.</summary>
    static readonly HashSet<string> _streams =
        ["Stream", "MemoryStream", "BufferedStream", "SeekOrigin", "BinaryReader", "BinaryWriter", "TextReader", "TextWriter", "StringReader", "StringWriter",
            "IOException", "EndOfStreamException", "InvalidDataException"];

    static readonly HashSet<string> _wallClocks =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
        "System.TimeProvider.get_System", "System.Environment.get_TickCount", "System.Environment.get_TickCount64",
        "System.Diagnostics.Stopwatch.StartNew", "System.Diagnostics.Stopwatch.GetTimestamp",
    ];

    [Fact]
    public void The_domain_refers_to_the_platform_alone() =>
        Assert.All(AssemblyUses.References(Assemblies.Domain), name => Assert.StartsWith("System.", name, StringComparison.Ordinal));

    [Fact]
    public void The_domain_opens_nothing() => Assert.DoesNotContain(AssemblyUses.Read(Assemblies.Domain), IsInputOrOutput);

    [Fact]
    public void The_domain_reads_no_clock() => Assert.DoesNotContain(AssemblyUses.Read(Assemblies.Domain), IsWallClock);

    [Fact]
    public void An_opened_file_and_a_read_clock_are_found()
    {
        var uses = AssemblyUses.Read(Assemblies.Own).Where(use => use.By.Name == nameof(WorldOutside)).ToList();
        Assert.Equal(["System.IO.File", "System.IO.FileStream"], uses.Where(IsInputOrOutput).Select(use => use.Of.ToString()).Distinct().Order());
        Assert.Equal("System.TimeProvider", Assert.Single(uses, IsWallClock).Of.ToString());
    }

    static bool IsInputOrOutput(Use use) => use.Of is { Namespace: "System.IO" } of && !_streams.Contains(of.Name)
        || use.Of is { Namespace: "System", Name: "Console" } || use.Of.Namespace is "System.Net" || use.Of.Namespace.StartsWith("System.Net.", StringComparison.Ordinal);

    static bool IsWallClock(Use use) => _wallClocks.Contains($"{use.Of}.{use.Member}");
}

/// <summary>Does what the domain may not do, for the test of the test.</summary>
static class WorldOutside
{
    internal static FileStream Open(string path) => File.OpenRead(path);

    internal static long Now() => TimeProvider.System.GetTimestamp();
}
