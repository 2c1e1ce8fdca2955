using System.Runtime.InteropServices;

namespace Metrics.EndToEnd;

/// <summary>What the numbers were measured on: stands beside them.</summary>
static class Machine
{
    const string Unknown = "unknown";

    internal static string Describe() =>
        $"{Field("/proc/cpuinfo", "model name", ':')}, {Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GB, "
        + $"{Field("/etc/os-release", "PRETTY_NAME", '=').Trim('"')}, {RuntimeInformation.FrameworkDescription}";

    /// <summary>Of the last minute: more than the contender's own means other work on the machine.</summary>
    internal static string Load => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : Unknown;

    static string Field(string file, string name, char mark) =>
        File.Exists(file) && File.ReadLines(file).FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf(mark, StringComparison.Ordinal) + 1)..].Trim() : Unknown;
}
