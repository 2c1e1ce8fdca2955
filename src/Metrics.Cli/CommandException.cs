namespace Metrics.Cli;

/// <summary>A command that cannot be carried out: exit code 2.</summary>
/// <param name="message">Where, what was found, what was expected.</param>
/// <param name="messageZh">The same in Chinese.</param>
sealed class CommandException(string message, string messageZh) : Exception(message)
{
    public string MessageZh { get; } = messageZh;
}
