using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

namespace Metrics.Cli.Tests.Tool;

/// <summary>What <c>dotnet tool install</c> gives: the command that <c>dotnet publish</c> makes, on any platform.</summary>
public sealed class ToolPackagesTests : IClassFixture<ToolPackages>, IDisposable
{
    const string Domain = "Metrics.Domain.dll";

    /// <summary>The platform for which packages are compiled ahead: a distribution may call it by its own name, such as ubuntu.24.04-x64.</summary>
    static readonly bool _ahead = OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64
        && !RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal)
        && !RuntimeInformation.RuntimeIdentifier.StartsWith("alpine", StringComparison.Ordinal);

    readonly string _folder = Directory.CreateTempSubdirectory("metrics-tool-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_installed_command_is_compiled_ahead_and_publishes_what_the_built_one_does()
    {
        var tool = Path.Combine(_folder, "tool");
        var install = await MetricsProcess.RunAsync("dotnet", ["tool", "install", "Metrics.Cli", "--tool-path", tool, "--source", ToolPackages.Folder]);
        Assert.True(install.ExitCode == 0, install.Output + install.Error);
        using var domain = File.OpenRead(Assert.Single(Directory.GetFiles(tool, Domain, SearchOption.AllDirectories)));
        Assert.Equal(_ahead, IsCompiledAhead(domain));

        var program = Path.Combine(tool, "metrics");
        Assert.StartsWith("1.0.0", (await MetricsProcess.RunAsync(program, ["--version"])).Output, StringComparison.Ordinal);
        await AssertSameAsync((arguments) => MetricsProcess.RunAsync(program, arguments));
    }

    [Fact]
    public async Task Another_platform_is_given_the_command_as_built()
    {
        var package = Path.Combine(ToolPackages.Folder, _ahead ? "Metrics.Cli.any.1.0.0.nupkg" : "Metrics.Cli.1.0.0.nupkg");
        await ZipFile.ExtractToDirectoryAsync(package, _folder, TestContext.Current.CancellationToken);
        var folder = Path.Combine(_folder, "tools/net10.0/any");
        using var domain = File.OpenRead(Path.Combine(folder, Domain));
        Assert.False(IsCompiledAhead(domain));
        await AssertSameAsync((arguments) => MetricsProcess.RunAsync("dotnet", [Path.Combine(folder, "metrics.dll"), .. arguments]));
    }

    static bool IsCompiledAhead(Stream assembly)
    {
        using var image = new PEReader(assembly);
        return image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }

    async Task AssertSameAsync(Func<string[], Task<MetricsProcess>> command)
    {
        var (built, packed) = (Path.Combine(_folder, "built"), Path.Combine(_folder, "packed"));
        var expected = await MetricsProcess.RunAsync(["summarize", .. ExampleInputs.Of("1"), "--out", built]);
        Assert.Equal(expected, await command(["summarize", .. ExampleInputs.Of("1"), "--out", packed]));
        var files = Directory.GetFiles(built).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal).ToList();
        Assert.Contains("approval_time.csv", files);
        foreach (var file in files)
            Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(built, file)), await File.ReadAllBytesAsync(Path.Combine(packed, file)));
    }
}
