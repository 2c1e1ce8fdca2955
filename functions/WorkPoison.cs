using Metrics.Pipeline.Steps;

namespace Metrics.Functions;

/// <summary>Ends the run of a step that failed at every try.</summary>
public sealed class WorkPoison(StepDispatcher steps)
{
    [Function(nameof(WorkPoison))]
    public Task Run([QueueTrigger("work-poison", Connection = "Data")] string message, CancellationToken stop) =>
        steps.GiveUpAsync(message, stop);
}
