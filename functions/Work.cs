using Metrics.Pipeline.Steps;

namespace Metrics.Functions;

/// <summary>Takes one step of a run, or of a log that was pushed.</summary>
public sealed class Work(StepDispatcher steps)
{
    [Function(nameof(Work))]
    public Task Run([QueueTrigger("work", Connection = "Data")] string message, CancellationToken stop) =>
        steps.TakeAsync(message, stop);
}
