using Metrics.Pipeline.Runs;

namespace Metrics.Pipeline.Steps;

/// <summary>Sends what follows on a step of a run, once: messages that come twice do not multiply.</summary>
/// <remarks>Killed before it has noted that all are sent, it sends them again: steps may be done twice.</remarks>
public sealed class NextSteps(RunFolder folder, StepSender sender)
{
    internal Task SendAsync(string run, WorkStep step, CancellationToken stop) =>
        SendAsync(run, $"{step}", [new(step, run)], stop);

    /// <summary>One message for each of the step's numbers.</summary>
    internal Task SendEachAsync(string run, WorkStep step, int count, CancellationToken stop) =>
        SendAsync(run, $"{step}-each", Enumerable.Range(0, count).Select(i => new WorkMessage(step, run, i)), stop);

    async Task SendAsync(string run, string name, IEnumerable<WorkMessage> messages, CancellationToken stop)
    {
        if (await folder.HasSentAsync(run, name, stop))
            return;
        foreach (var message in messages)
            await sender.SendAsync(message, stop);
        await folder.MarkSentAsync(run, name, stop);
    }
}
