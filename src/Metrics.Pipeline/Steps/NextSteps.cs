using Metrics.Pipeline.Runs;

namespace Metrics.Pipeline.Steps;

/// <summary>
/// Sends what follows on a step of a run, once: messages that come twice do not multiply, and of steps that find at the same time that
/// all before is done, the first one sends.
/// </summary>
/// <remarks>Killed before it has noted that all are sent, it sends them again when its own message comes again: steps may be done twice.</remarks>
public sealed class NextSteps(RunFolder folder, StepSender sender)
{
    /// <param name="by">The step that sends; the same one however often it is done.</param>
    internal Task SendAsync(string run, WorkStep step, RunSender by, CancellationToken stop) =>
        SendAsync(run, $"{step}", [new(step, run)], by, stop);

    /// <summary>One message for each of the step's numbers.</summary>
    /// <inheritdoc cref="SendAsync(string, WorkStep, RunSender, CancellationToken)"/>
    internal Task SendEachAsync(string run, WorkStep step, int count, RunSender by, CancellationToken stop) =>
        SendAsync(run, $"{step}-each", Enumerable.Range(0, count).Select(i => new WorkMessage(step, run, i)), by, stop);

    async Task SendAsync(string run, string name, IEnumerable<WorkMessage> messages, RunSender by, CancellationToken stop)
    {
        if (await folder.HasSentAsync(run, name, stop) || await folder.PinSenderAsync(run, name, by, stop) != by)
            return;
        foreach (var message in messages)
            await sender.SendAsync(message, stop);
        await folder.MarkSentAsync(run, name, stop);
    }
}
