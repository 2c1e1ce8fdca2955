using System.Diagnostics;
using System.Globalization;

namespace Metrics.EndToEnd;

/// <summary>A program that does the job, each time as a process of its own.</summary>
/// <param name="Arguments">Of a folder that gets the tables.</param>
sealed record Contender(string Name, string Program, Func<string, string[]> Arguments)
{
    /// <summary>Linux counts the processor's time in hundredths of a second (USER_HZ) for whoever asks.</summary>
    const int TicksPerSecond = 100;

    /// <summary>Runs the whole process; one at a time.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public Measured Run(string target)
    {
        var start = new ProcessStartInfo(Program, Arguments(target)) { RedirectStandardError = true };
        var before = ProcessorOfChildren();
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var peak = 0L;
        // The kernel keeps the high-water mark until the process is gone: the last look is the peak, but for its last moment.
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(10)))
            peak = Math.Max(peak, PeakBytes(process.Id));
        clock.Stop();
        return process.ExitCode == 0 ? new(clock.Elapsed, ProcessorOfChildren() - before, peak)
            : throw new InvalidOperationException($"{Name} ended with {process.ExitCode}: {errors.GetAwaiter().GetResult()}");
    }

    static long PeakBytes(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : 1024 * long.Parse(line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0; // It ended in between.
        }
    }

    /// <summary>Of all processes that this one has waited for: user and system.</summary>
    static TimeSpan ProcessorOfChildren()
    {
        // The second field is the name in parentheses, in which anything may stand; cutime and cstime are the 16th and 17th.
        var stat = File.ReadAllText("/proc/self/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return TimeSpan.FromSeconds((fields.Skip(13).Take(2).Sum(f => double.Parse(f, CultureInfo.InvariantCulture))) / TicksPerSecond);
    }
}

/// <summary>What one run took: wall clock of the whole process, its time on the processors, and its largest resident set in bytes.</summary>
readonly record struct Measured(TimeSpan Elapsed, TimeSpan Processor, long PeakBytes);
