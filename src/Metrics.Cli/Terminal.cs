using Spectre.Console;

namespace Metrics.Cli;

/// <summary>Where tables for a person are printed.</summary>
static class Terminal
{
    /// <summary>Nothing wraps in a pipe.</summary>
    const int PipedWidth = 1000;

    internal static IAnsiConsole Open()
    {
        if (Console.IsOutputRedirected)
            AnsiConsole.Console.Profile.Width = PipedWidth;
        return AnsiConsole.Console;
    }
}
