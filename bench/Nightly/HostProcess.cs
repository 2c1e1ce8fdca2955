using System.Diagnostics;
using System.Globalization;

namespace Metrics.Nightly;

/// <summary>A local host of the doors as a process of its own, on a free port.</summary>
sealed class HostProcess : IDisposable
{
    readonly Process _process;

    HostProcess(Process process, string address, string key)
    {
        _process = process;
        Client = new() { BaseAddress = new(address) };
        Client.DefaultRequestHeaders.Add("x-functions-key", key);
    }

    /// <summary>Sends the key with every request.</summary>
    internal HttpClient Client { get; }

    /// <summary>So far: user and system time, and page faults without and with reading from disk.</summary>
    internal HostCost Cost
    {
        get
        {
            _process.Refresh();
            // The second field is the name in parentheses, in which anything may stand; minflt and majflt are the 10th and 12th.
            var stat = File.ReadAllText($"/proc/{_process.Id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return new(_process.TotalProcessorTime, long.Parse(fields[7], CultureInfo.InvariantCulture), long.Parse(fields[9], CultureInfo.InvariantCulture));
        }
    }

    /// <summary>The largest resident set so far.</summary>
    internal long PeakBytes => 1024 * long.Parse(
        File.ReadLines($"/proc/{_process.Id}/status").Single(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2],
        CultureInfo.InvariantCulture);

    /// <param name="settings">As <c>Name=Value</c>.</param>
    /// <exception cref="InvalidOperationException">It ended before it listened.</exception>
    internal static async Task<HostProcess> StartAsync(string dll, string storage, string[] settings, CancellationToken stop)
    {
        string[] arguments =
        [
            dll, $"--Data={storage}", "--urls=http://127.0.0.1:0", "--NightlySchedule=0 0 0 1 1 *", "--Logging:LogLevel:Default=Warning",
            .. settings.Select(s => "--" + s),
        ];
        var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        while (await process.StandardOutput.ReadLineAsync(stop) is { } line)
        {
            if (line.Split(' ') is ["listening", "at", var address, .., var key])
            {
                // Whatever else it says must not fill the pipe.
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return new(process, address, key);
            }
        }
        throw new InvalidOperationException("The host ended before it listened.");
    }

    public void Dispose()
    {
        Client.Dispose();
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}

/// <summary>What hosts took of the machine.</summary>
/// <param name="MinorFaults">Page faults that the kernel settled in memory.</param>
/// <param name="MajorFaults">Those for which it read from disk.</param>
readonly record struct HostCost(TimeSpan Processor, long MinorFaults, long MajorFaults)
{
    public static HostCost operator +(HostCost a, HostCost b) => new(a.Processor + b.Processor, a.MinorFaults + b.MinorFaults, a.MajorFaults + b.MajorFaults);

    public static HostCost operator -(HostCost a, HostCost b) => new(a.Processor - b.Processor, a.MinorFaults - b.MinorFaults, a.MajorFaults - b.MajorFaults);
}
