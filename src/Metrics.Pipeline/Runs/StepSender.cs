using System.Diagnostics;
using Metrics.Pipeline.Account;

namespace Metrics.Pipeline.Runs;

/// <summary>Asks for steps: sends messages to the queue <c>work</c>.</summary>
public sealed class StepSender(DataAccount account)
{
    internal Task SendAsync(WorkMessage message, CancellationToken stop) =>
        account.Work.SendMessageAsync((message with { Trace = Activity.Current?.Id }).ToString(), stop);
}
