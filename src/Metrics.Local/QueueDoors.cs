using System.Text;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Metrics.Pipeline.Account;
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

    /// <summary>The longest time between two looks into an idle queue. The default is one minute, as the host's.</summary>
    public TimeSpan MaxPollingInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Time for which a message is hidden when it is taken, renewed while its door works: what a message waits for whose
    /// process was killed. The host's is fixed at 10 minutes; only tests set another.
    /// </summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(10);
}

/// <summary>
/// Gives the messages of a queue to its door, one after another. A message stays hidden while its door works, is tried
/// again when the door fails or this process dies, and goes to <c>{queue}-poison</c> after the last try, or at once when it
/// is no Base64.
/// </summary>
sealed partial class QueueDoors(
    Door door, IServiceProvider services, DataAccount account, QueueSettings settings, TimeProvider time, ILogger<QueueDoors> logger)
    : BackgroundService
{
    static readonly TimeSpan _shortestPoll = TimeSpan.FromMilliseconds(50);

    readonly QueueClient _queue = account.RawQueue(((QueueTriggerAttribute)door.Trigger).QueueName);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = _shortestPoll;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var message = (await _queue.ReceiveMessageAsync(settings.Lease, stoppingToken)).Value;
                pause = message is null ? Longer(pause) : _shortestPoll;
                if (message is not null)
                    await TakeAsync(message, stoppingToken);
                else
                    await Task.Delay(pause, time, stoppingToken);
            }
            catch (Exception e) when (e is RequestFailedException or AggregateException) // the latter: no answer at any try of the client
            {
                LogQueue(logger, _queue.Name, e);
                await Task.Delay(settings.MaxPollingInterval, time, stoppingToken);
            }
        }
    }

    TimeSpan Longer(TimeSpan pause) => pause * 2 < settings.MaxPollingInterval ? pause * 2 : settings.MaxPollingInterval;

    async Task TakeAsync(QueueMessage message, CancellationToken stop)
    {
        if (Decode(message.MessageText) is not { } text)
        {
            LogUndecodable(logger, _queue.Name, message.MessageId);
            await PoisonAsync(message, message.PopReceipt, message.MessageText);
            return;
        }
        using var done = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var hidden = KeepHiddenAsync(message, done.Token);
        Exception? failure = null;
        try
        {
            await door.CallAsync(services, text, new Dictionary<string, object?>(), stop);
        }
        catch (Exception e)
        {
            failure = e;
        }
        await done.CancelAsync();
        var receipt = await hidden;
        // Not cancelled when the host stops: the message would stay hidden for the whole lease.
        if (failure is null)
            await _queue.DeleteMessageAsync(message.MessageId, receipt, CancellationToken.None);
        else
            await FailAsync(message, receipt, text);
        // A host that stops lets go of its message, and nothing is wrong.
        if (failure is not null && !stop.IsCancellationRequested)
            LogFailed(logger, door.Name, message.DequeueCount, failure);
    }

    /// <summary>Null for a message that is no Base64 of a text.</summary>
    static string? Decode(string message)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(message));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Hides the message for as long as its door works; gives the pop receipt that holds at the end.</summary>
    async Task<string> KeepHiddenAsync(QueueMessage message, CancellationToken done)
    {
        var receipt = message.PopReceipt;
        try
        {
            while (true)
            {
                await Task.Delay(settings.Lease / 3, time, done);
                // Not cancelled half way: the new receipt would be lost.
                var update = await _queue.UpdateMessageAsync(
                    message.MessageId, receipt, visibilityTimeout: settings.Lease, cancellationToken: CancellationToken.None);
                receipt = update.Value.PopReceipt;
            }
        }
        catch (OperationCanceledException)
        {
            return receipt;
        }
    }

    async Task FailAsync(QueueMessage message, string receipt, string text)
    {
        if (message.DequeueCount < settings.MaxDequeueCount)
        {
            await _queue.UpdateMessageAsync(message.MessageId, receipt, visibilityTimeout: settings.VisibilityTimeout);
            return;
        }
        await PoisonAsync(message, receipt, text);
    }

    async Task PoisonAsync(QueueMessage message, string receipt, string text)
    {
        await account.Queue(_queue.Name + "-poison").SendMessageAsync(text);
        await _queue.DeleteMessageAsync(message.MessageId, receipt);
    }

    [LoggerMessage(LogLevel.Warning, "Door {Door} failed at try {Try}.")]
    static partial void LogFailed(ILogger logger, string door, long @try, Exception exception);

    [LoggerMessage(LogLevel.Warning, "Message {Id} of queue {Queue} is no Base64; it goes to the poison queue.")]
    static partial void LogUndecodable(ILogger logger, string queue, string id);

    [LoggerMessage(LogLevel.Warning, "Queue {Queue} did not answer as expected; polling goes on.")]
    static partial void LogQueue(ILogger logger, string queue, Exception exception);
}
