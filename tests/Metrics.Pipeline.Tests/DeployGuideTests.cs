using System.Diagnostics;

namespace Metrics.Pipeline.Tests;

/// <summary>The first pull of docs/deploy.md, word by word, against the local host; only the command that reads the key from Azure is played.</summary>
public sealed class DeployGuideTests(TestStorage storage)
{
    const int NoTools = 77;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_run_and_pull_of_the_guide_work()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no bash");
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        await host.PutExampleAsync(Repository.File("samples/one-case"));
        var (exitCode, output) = await RunAsync($$"""
            set -euo pipefail
            { command -v curl && command -v jq; } > /dev/null || exit {{NoTools}}
            az() { echo '{{TestHost.Key}}'; }
            GROUP=group APP=app API={{host.Client.BaseAddress}}api
            {{FirstPull()}}
            """);
        Assert.SkipWhen(exitCode == NoTools, "there is no curl or no jq");
        Assert.Equal(0, exitCode);
        var lines = output.Split('\n');
        Assert.Equal("succeeded", lines[0]);
        Assert.Contains("\"as_of\": \"2019-12-31\"", output, StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("2019,business_setup,", StringComparison.Ordinal));
    }

    /// <summary>The first script of the section "The first run".</summary>
    static string FirstPull()
    {
        var guide = File.ReadAllText(Repository.File("docs/deploy.md"));
        var section = guide[guide.IndexOf("The first run, and the summary", StringComparison.Ordinal)..];
        return section.Split("```bash\n")[1].Split("```")[0];
    }

    static async Task<(int ExitCode, string Output)> RunAsync(string script)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash") { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await bash.StandardInput.WriteAsync(script.AsMemory(), Stop);
        bash.StandardInput.Close();
        var output = await bash.StandardOutput.ReadToEndAsync(Stop);
        await bash.WaitForExitAsync(Stop);
        return (bash.ExitCode, output);
    }
}
