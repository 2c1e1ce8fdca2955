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

    internal static Task<HostProcess> StartAsync(string connection, params string[] settings) => ListenAsync("dotnet", Arguments(connection, settings));

    /// <summary>A host whose files cannot grow past a size, as on a disk that is full then.</summary>
    /// <param name="kibibytes">The size.</param>
    internal static Task<HostProcess> StartWithFilesUpToAsync(int kibibytes, string connection, params string[] settings) =>
        // The runtime maps its code by a file, unless told not to.
        ListenAsync("bash", ["-c", $"ulimit -f {kibibytes}; trap '' XFSZ; DOTNET_EnableWriteXorExecute=0 exec dotnet \"$@\"", "bash", .. Arguments(connection, settings)]);

    static string[] Arguments(string connection, string[] settings) =>
        [Path.Combine(AppContext.BaseDirectory, "Metrics.Local.dll"), .. TestHost.Arguments(connection, settings)];

    static async Task<HostProcess> ListenAsync(string program, string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardInput = true })!;
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
