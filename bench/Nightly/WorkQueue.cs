using Azure.Storage.Queues;

namespace Metrics.Nightly;

/// <summary>The steps that hosts still have to take, also those after a run's end.</summary>
sealed class WorkQueue(string storage)
{
    static readonly TimeSpan _between = TimeSpan.FromMilliseconds(100);

    readonly QueueClient _work = new(storage, "work", new QueueClientOptions(QueueClientOptions.ServiceVersion.V2025_11_05));

    /// <summary>A message that a host works on is hidden, and counts.</summary>
    internal async Task UntilEmptyAsync(CancellationToken stop)
    {
        while ((await _work.GetPropertiesAsync(stop)).Value.ApproximateMessagesCount > 0)
            await Task.Delay(_between, stop);
    }
}
