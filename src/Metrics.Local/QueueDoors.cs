using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Metrics.Pipeline.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Metrics.Local;

/// <summary>The section <c>extensions:queues</c> of host.json, as far as this launcher follows it.</summary>
public sealed class QueueSettings
{
    /// <summary>Time until a message whose door failed is tried again. The default is 30 seconds, as host.json says.</summary>
    public TimeSpan VisibilityTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Tries until a message goes to the poison queue. The default is 5.</summary>
    public int MaxDequeueCount { get; init; } = 5;
}

/// <summary>
/// Gives the messages of a queue to its door, one after another. A message stays hidden while its door works, is tried
/// again when the door fails or this process dies, and goes to <c>{queue}-poison</c> after the last try.
/// </summary>
sealed partial class QueueDoors(Door door, IServiceProvider services, DataAccount account, QueueSettings settings, TimeProvider time, ILogger<QueueDoors> logger)
    : BackgroundService
{
    static readonly TimeSpan _shortestPoll = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan _longestPoll = TimeSpan.FromMilliseconds(400);

    readonly QueueClient _queue = account.Queue(((QueueTriggerAttribute)door.Trigger).QueueName);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = _shortestPoll;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var message = (await _queue.ReceiveMessageAsync(settings.VisibilityTimeout, stoppingToken)).Value;
                pause = message is null ? Longer(pause) : _shortestPoll;
                if (message is not null)
                    await TakeAsync(message, stoppingToken);
                else
                    await Task.Delay(pause, time, stoppingToken);
            }
            catch (RequestFailedException e)
            {
                LogQueue(logger, _queue.Name, e);
                await Task.Delay(_longestPoll, time, stoppingToken);
            }
        }
    }

    static TimeSpan Longer(TimeSpan pause) => pause * 2 < _longestPoll ? pause * 2 : _longestPoll;

    async Task TakeAsync(QueueMessage message, CancellationToken stop)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var hidden = KeepHiddenAsync(message, done.Token);
        Exception? failure = null;
        try
        {
            await door.CallAsync(services, message.MessageText, new Dictionary<string, object?>(), stop);
        }
        catch (Exception e)
        {
            failure = e;
        }
        await done.CancelAsync();
        var receipt = await hidden;
        stop.ThrowIfCancellationRequested();
        if (failure is null)
            await _queue.DeleteMessageAsync(message.MessageId, receipt, stop);
        else
            await FailAsync(message, receipt, failure, stop);
    }

    /// <summary>Hides the message for as long as its door works; gives the pop receipt that holds at the end.</summary>
    async Task<string> KeepHiddenAsync(QueueMessage message, CancellationToken done)
    {
        var receipt = message.PopReceipt;
        try
        {
            while (true)
            {
                await Task.Delay(settings.VisibilityTimeout / 3, time, done);
                // Not cancelled half way: the new receipt would be lost.
                receipt = (await _queue.UpdateMessageAsync(message.MessageId, receipt, visibilityTimeout: settings.VisibilityTimeout,
                    cancellationToken: CancellationToken.None)).Value.PopReceipt;
            }
        }
        catch (OperationCanceledException)
        {
            return receipt;
        }
    }

    async Task FailAsync(QueueMessage message, string receipt, Exception failure, CancellationToken stop)
    {
        LogFailed(logger, door.Name, message.DequeueCount, failure);
        if (message.DequeueCount < settings.MaxDequeueCount)
        {
            await _queue.UpdateMessageAsync(message.MessageId, receipt, visibilityTimeout: settings.VisibilityTimeout, cancellationToken: stop);
            return;
        }
        await account.Queue(_queue.Name + "-poison").SendMessageAsync(message.MessageText, stop);
        await _queue.DeleteMessageAsync(message.MessageId, receipt, stop);
    }

    [LoggerMessage(LogLevel.Warning, "Door {Door} failed at try {Try}.")]
    static partial void LogFailed(ILogger logger, string door, long @try, Exception exception);

    [LoggerMessage(LogLevel.Warning, "Queue {Queue} did not answer as expected; polling goes on.")]
    static partial void LogQueue(ILogger logger, string queue, Exception exception);
}
