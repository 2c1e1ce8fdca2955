using System.Diagnostics;

namespace Metrics.Pipeline.Tests;

/// <summary>A local host as a process of its own, so that it can be killed.</summary>
sealed class HostProcess : IDisposable
{
    readonly Process _process;

    HostProcess(Process process, Uri address)
    {
        _process = process;
        Client = new() { BaseAddress = address };
        Client.DefaultRequestHeaders.Add("x-functions-key", TestHost.Key);
    }

    internal HttpClient Client { get; }

    internal static async Task<HostProcess> StartAsync(string connection, params string[] settings)
    {
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "Metrics.Local.dll"), .. TestHost.Arguments(connection, settings)];
        var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardInput = true })!;
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Split(' ') is ["listening", "at", var address, ..])
            {
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return new(process, new Uri(address));
            }
        }
        throw new InvalidOperationException($"The host ended with {process.ExitCode}.");
    }

    /// <summary>SIGKILL: nothing of the process runs any more.</summary>
    internal async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        Client.Dispose();
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
