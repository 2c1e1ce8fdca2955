using Metrics.CaseLogs;
using Spectre.Console;

namespace Metrics.Cli;

/// <summary>A progress bar on standard error when a person watches; nothing when it is piped.</summary>
static class Progress
{
    internal static IReadOnlyList<LogTally> Show(
        IReadOnlyList<LogFile> files, Func<Action<long>?, IReadOnlyList<LogTally>> read)
    {
        if (Console.IsErrorRedirected)
            return read(null);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress().Start(context =>
        {
            var task = context.AddTask($"{files.Count} log files", maxValue: Math.Max(1, files.Sum(f => f.Size)));
            return read(bytes => task.Increment(bytes));
        });
    }
}
