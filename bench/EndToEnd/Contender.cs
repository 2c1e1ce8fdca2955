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
        var before = CostOfChildren();
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var peak = 0L;
        // The kernel keeps the high-water mark until the process is gone: the last look is the peak, but for its last moment.
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(10)))
            peak = Math.Max(peak, PeakBytes(process.Id));
        clock.Stop();
        var after = CostOfChildren();
        return process.ExitCode == 0 ? new(clock.Elapsed, after.Processor - before.Processor, peak, after.PageFaults - before.PageFaults)
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

    /// <summary>Of all processes that this one has waited for: time on the processors, user and system, and page faults, minor and major.</summary>
    static (TimeSpan Processor, long PageFaults) CostOfChildren()
    {
        // The second field is the name in parentheses, in which anything may stand; cminflt is the 11th, cmajflt the 13th, cutime and cstime are the 16th and 17th.
        var stat = File.ReadAllText("/proc/self/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        long Field(int number) => long.Parse(fields[number - 3], CultureInfo.InvariantCulture);
        return (TimeSpan.FromSeconds((double)(Field(16) + Field(17)) / TicksPerSecond), Field(11) + Field(13));
    }
}

/// <summary>
/// What one run took: wall clock of the whole process, its time on the processors, its largest resident set in bytes, and how often
/// the kernel had to give or find it a page.
/// </summary>
readonly record struct Measured(TimeSpan Elapsed, TimeSpan Processor, long PeakBytes, long PageFaults);
