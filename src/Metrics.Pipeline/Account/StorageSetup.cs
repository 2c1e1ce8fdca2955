using Azure;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Metrics.Pipeline.Account;

/// <summary>
/// Makes what is missing in a local account, before anything else of the host starts. Storage that refuses stops no host: each
/// door answers for itself, and those that need nothing of it still do.
/// </summary>
sealed partial class StorageSetup(DataAccount account, ILogger<StorageSetup> logger) : IHostedService
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
            account.Work.CreateIfNotExistsAsync(cancellationToken: cancellationToken),
            account.WorkPoison.CreateIfNotExistsAsync(cancellationToken: cancellationToken),
        ];
        try
        {
            await Task.WhenAll(all);
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException) // the latter: no answer at any try of the client
        {
            LogRefused(logger, e);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Error, "The local account could not be set up; start again when its storage answers.")]
    static partial void LogRefused(ILogger logger, Exception exception);
}
