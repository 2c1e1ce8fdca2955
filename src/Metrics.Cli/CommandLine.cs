using System.CommandLine;

namespace Metrics.Cli;

/// <summary>Runs a command: 0 done, 1 done in part, 2 not done, with the reason on standard error.</summary>
static class CommandLine
{
    internal const int Done = 0;
    internal const int DoneInPart = 1;
    internal const int NotDone = 2;

    internal static int Run(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                Say(error.Message);
            return NotDone;
        }
        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (RefusedException e)
        {
            return Fail(e.Message, e.Why.Zh);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail(e.Message, "无法读写文件");
        }
    }

    internal static void Say(string text) => Console.Error.WriteLine("metrics: " + text);

    static int Fail(string message, string messageZh)
    {
        Say(message);
        Say(messageZh);
        return NotDone;
    }
}
