using Metrics.Pipeline.Runs;

namespace Metrics.Functions;

/// <summary>Asks for the nightly run. Fired twice, each asks for a run of its own, and both give the same publication.</summary>
public sealed class NightlyRun(RunRequests runs)
{
    [Function(nameof(NightlyRun))]
    public Task Run([TimerTrigger("%NightlySchedule%")] TimerInfo timer, CancellationToken stop) =>
        runs.AskNightlyAsync(stop);
}
