using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Metrics.Infra.Tests;

/// <summary>The pinned Bicep compiler as a process.</summary>
static class Bicep
{
    /// <summary>What the compiler said. A warning leaves the exit code at 0, so <paramref name="Errors"/> must be looked at too.</summary>
    public readonly record struct Answer(int ExitCode, string Output, string Errors);

    public static async Task<Answer> RunAsync(string folder, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(Repository.BicepCompiler, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Answer(process.ExitCode, await output, await errors);
    }

    /// <summary>The compiled ARM template of main.bicep.</summary>
    public static async Task<JsonObject> CompileAsync()
    {
        var answer = await RunAsync(Repository.Infra, ["build", "main.bicep", "--stdout"]);
        Assert.Equal((0, ""), (answer.ExitCode, answer.Errors));
        return JsonNode.Parse(answer.Output)!.AsObject();
    }
}
