using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Metrics.Cli.Tests.Native;

/// <summary>
/// The command compiled ahead of time, once for all tests: in <c>artifacts/native</c>, where an unchanged one is found again.
/// Without a platform linker or the compiler's package its tests are skipped; where <c>METRICS_TEST_NATIVE</c> is
/// <c>required</c>, as in continuous integration, they fail instead.
/// </summary>
public sealed partial class NativeCommand : IAsyncLifetime
{
    const string Variable = "METRICS_TEST_NATIVE";

    static readonly string[] _linkers = ["clang", "gcc"];
    static readonly string _root = Path.GetDirectoryName(SamplesTests.Samples)!;
    static readonly string _runtime = RuntimeInformation.RuntimeIdentifier;

    string? _program;
    string _missing = "";

    /// <summary>The program's path; skips the test where it could not be built for want of a tool.</summary>
    internal string Program
    {
        get
        {
            Assert.False(_program is null && Environment.GetEnvironmentVariable(Variable) == "required", _missing);
            Assert.SkipWhen(_program is null, _missing);
            return _program;
        }
    }

    public async ValueTask InitializeAsync()
    {
        _missing = $"{string.Join(" or ", _linkers)} is needed to link ahead of time, and is not in PATH";
        if (!Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(d => _linkers.Any(l => File.Exists(Path.Combine(d, l)))))
            return;
        var artifacts = Path.Combine(_root, "artifacts", "native");
        var publish = await MetricsProcess.RunAsync("dotnet",
        [
            "publish", Path.Combine(_root, "src/Metrics.Cli"), "-c", "Release", "-r", _runtime, "--artifacts-path", artifacts,
            "-o", Path.Combine(artifacts, "out"), "-p:PublishAot=true", "-p:NuGetLockFilePath=obj/aot.lock.json",
            // Every warning about trimming and native code by itself, of packages too, and each is an error.
            "-p:TrimmerSingleWarn=false", "-warnaserror", "-v", "quiet", "--nologo",
        ]);
        _missing = $"the compiler's package could not be restored: {publish.Output}";
        if (publish.ExitCode != 0 && NoPackage().IsMatch(publish.Output))
            return;
        Assert.True(publish.ExitCode == 0, publish.Output + publish.Error);
        _program = Path.Combine(artifacts, "out", "metrics");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [GeneratedRegex(@"NU(1101|1102|1301)\b.*(ILCompiler|NativeAOT)", RegexOptions.IgnoreCase)]
    private static partial Regex NoPackage();
}
