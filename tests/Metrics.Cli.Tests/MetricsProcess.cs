using System.Diagnostics;

namespace Metrics.Cli.Tests;

/// <summary>The command <c>metrics</c> as a process of its own: what it printed and its exit code.</summary>
sealed record MetricsProcess(int ExitCode, string Output, string Error)
{
    static readonly string _managed = Path.Combine(AppContext.BaseDirectory, "metrics");

    internal static Task<MetricsProcess> RunAsync(string[] args, string input = "") => RunAsync(_managed, args, input);

    /// <param name="program">Another build of the command, or another program.</param>
    internal static async Task<MetricsProcess> RunAsync(string program, string[] args, string input = "")
    {
        using var process = Process.Start(new ProcessStartInfo(program, args)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await error);
    }
}
