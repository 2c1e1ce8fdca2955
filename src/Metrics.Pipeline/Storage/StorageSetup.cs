using Metrics.Pipeline.Runs;
using Microsoft.Extensions.Hosting;

namespace Metrics.Pipeline.Storage;

/// <summary>Makes what is missing in a local account, before anything else of the host starts.</summary>
sealed class StorageSetup(DataAccount account) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!account.IsLocal)
            return;
        Task[] all =
        [
            .. account.Containers.Select(c => (Task)c.CreateIfNotExistsAsync(cancellationToken: cancellationToken)),
            account.Ledger.CreateIfNotExistsAsync(cancellationToken),
            account.Runs.CreateIfNotExistsAsync(cancellationToken),
            account.Queue(StepSender.QueueName).CreateIfNotExistsAsync(cancellationToken: cancellationToken),
            account.Queue(StepSender.PoisonQueueName).CreateIfNotExistsAsync(cancellationToken: cancellationToken),
        ];
        await Task.WhenAll(all);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
